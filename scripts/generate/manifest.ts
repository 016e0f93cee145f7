import { profileNames } from '../../server/core/chain/request.ts';
import { defaultSettings } from '../../server/core/lint/settings.ts';
import { type GeneratedFile, json, readIfThere } from './generated-file.ts';
import type { DocumentedRule } from './modules.ts';

type Json = Readonly<Record<string, unknown>>;

/** The texts of the settings under their keys in package.nls.json; all begin with `configuration.`. */
export type ManifestTexts = Readonly<Record<string, string>>;

const texts = {
  'configuration.openSslVersion': 'The OpenSSL that reads cipher strings, TLS 1.3 suites and groups in configurations.',
  'configuration.openSslVersion.3.0': 'OpenSSL 3.0 and 3.1: names of IANA and post-quantum groups are not known.',
  'configuration.openSslVersion.3.5': 'OpenSSL 3.5 and later.',
  'configuration.nginxVersion':
    'The nginx that reads nginx configurations, such as 1.22 or 1.26.3: defaults and directives depend on it.',
  'configuration.expiryWarningDays': 'How many days before a certificate expires it is reported as expiring soon.',
  'configuration.profile':
    'By whose rules certification paths are validated. The profile is named with every verdict, and where the other one would say otherwise, that is said too.',
  'configuration.profile.rfc5280': 'RFC 5280: for certificates of a private CA.',
  'configuration.profile.webpki':
    'RFC 5280 with the Baseline Requirements of the CA/Browser Forum on top: for certificates of public CAs.',
  'configuration.trustAnchors.files':
    'Files, folders or glob patterns (from the workspace folder, or absolute) whose certificates count as trust anchors.',
  'configuration.trustAnchors.include':
    'Glob patterns: the self-signed CA certificates of the workspace count as trust anchors where their file matches one of these.',
  'configuration.trustAnchors.exclude':
    'Glob patterns: CA certificates in files that match one of these are not trust anchors.',
  'configuration.trustAnchors.system':
    'Root certificates that count as trust anchors besides. Not available in the web.',
  'configuration.trustAnchors.system.off': 'None: the trust anchors are those of the workspace and of the settings.',
  'configuration.trustAnchors.system.mozilla': 'Those that Mozilla trusts, as Node.js brings them along.',
  'configuration.trustAnchors.system.system':
    'Those of the operating system (where the editor runs on Node.js 22.15 or later).',
  'configuration.rules': 'The severity of each rule, or `off`.',
  'configuration.trace.server':
    'Whether the messages between the editor and the language server are written to the output channel.',
  'configuration.trace.server.off': 'Nothing is written.',
  'configuration.trace.server.messages': 'The name of each message is written.',
};

export function manifestTexts(rules: readonly DocumentedRule[]): ManifestTexts {
  const summaries = rules.map((rule) => [`configuration.rules.${rule.id}`, rule.docs.summary]);
  return { ...texts, ...Object.fromEntries(summaries) };
}

/** package.json with the settings that are declared here and in the rules. */
export function manifestFile(rules: readonly DocumentedRule[]): GeneratedFile {
  const manifest = JSON.parse(readIfThere('package.json') ?? '{}');
  const contributes = { ...manifest.contributes, configuration: configuration(rules) };
  return json('package.json', insertBefore(manifest, 'scripts', 'contributes', contributes));
}

/** The version for the programs themselves, which do not read package.json. */
export function versionFile(): GeneratedFile {
  const { version } = JSON.parse(readIfThere('package.json') ?? '{}');
  const path = 'server/core/base/version.ts';
  return { path, text: `// Written by \`npm run generate\`.\nexport const version = '${version}';\n` };
}

function configuration(rules: readonly DocumentedRule[]): Json {
  return {
    title: 'TLSense',
    properties: {
      'tlsense.expiryWarningDays': {
        type: 'integer',
        default: defaultSettings.expiryWarningDays,
        minimum: 0,
        maximum: 3650,
        scope: 'resource',
        order: 1,
        description: '%configuration.expiryWarningDays%',
      },
      'tlsense.openSslVersion': {
        type: 'string',
        enum: ['3.0', '3.5'],
        enumDescriptions: ['3.0', '3.5'].map((version) => `%configuration.openSslVersion.${version}%`),
        default: defaultSettings.openSslVersion,
        scope: 'resource',
        order: 2,
        description: '%configuration.openSslVersion%',
      },
      'tlsense.nginxVersion': {
        type: 'string',
        pattern: '^1\\.\\d{1,3}(\\.\\d{1,3})?$',
        default: defaultSettings.nginxVersion,
        scope: 'resource',
        order: 3,
        description: '%configuration.nginxVersion%',
      },
      'tlsense.profile': {
        type: 'string',
        enum: profileNames,
        enumDescriptions: profileNames.map((name) => `%configuration.profile.${name}%`),
        default: defaultSettings.profile,
        scope: 'resource',
        order: 4,
        description: '%configuration.profile%',
      },
      ...trustAnchors(5),
      'tlsense.rules': {
        type: 'object',
        default: defaultSettings.rules,
        scope: 'resource',
        order: 9,
        markdownDescription: '%configuration.rules%',
        additionalProperties: false,
        properties: Object.fromEntries(rules.map((rule) => [rule.id, severityOf(rule)])),
      },
      'tlsense.trace.server': {
        type: 'string',
        enum: ['off', 'messages'],
        enumDescriptions: ['off', 'messages'].map((level) => `%configuration.trace.server.${level}%`),
        default: 'off',
        scope: 'window',
        order: 10,
        description: '%configuration.trace.server%',
      },
    },
  };
}

function trustAnchors(order: number): Json {
  const patterns = (name: 'files' | 'include' | 'exclude', at: number): Json => ({
    type: 'array',
    items: { type: 'string' },
    default: defaultSettings.trustAnchors[name],
    scope: 'resource',
    order: order + at,
    description: `%configuration.trustAnchors.${name}%`,
  });
  const stores = ['off', 'mozilla', 'system'];
  return {
    'tlsense.trustAnchors.files': patterns('files', 0),
    'tlsense.trustAnchors.include': patterns('include', 1),
    'tlsense.trustAnchors.exclude': patterns('exclude', 2),
    'tlsense.trustAnchors.system': {
      type: 'string',
      enum: stores,
      enumDescriptions: stores.map((store) => `%configuration.trustAnchors.system.${store}%`),
      default: defaultSettings.trustAnchors.system,
      scope: 'resource',
      order: order + 3,
      description: '%configuration.trustAnchors.system%',
    },
  };
}

function severityOf(rule: DocumentedRule): Json {
  return {
    type: 'string',
    enum: ['error', 'warning', 'information', 'hint', 'off'],
    default: rule.severity,
    markdownDescription: `%configuration.rules.${rule.id}%`,
  };
}

/** Keeps an existing key in its place, else puts it before `next`. */
function insertBefore(object: Json, next: string, key: string, value: unknown): Json {
  if (key in object) return { ...object, [key]: value };
  const entries = Object.entries(object);
  const at = entries.findIndex(([name]) => name === next);
  entries.splice(at < 0 ? entries.length : at, 0, [key, value]);
  return Object.fromEntries(entries);
}
