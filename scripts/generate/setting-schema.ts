import {
  defaultFolderSettings,
  type FolderSettings,
  overridable,
  type SettingKind,
  settingKinds,
  severityChoices,
} from '../../server/core/lint/settings.ts';
import { type GeneratedFile, json } from './generated-file.ts';
import type { DocumentedRule } from './modules.ts';

export type Json = Readonly<Record<string, unknown>>;

/** The texts of the settings under their keys in package.nls.json; all begin with `configuration.`. */
export type ManifestTexts = Readonly<Record<string, string>>;

const texts: ManifestTexts = {
  'configuration.openSslVersion': 'The OpenSSL that reads cipher strings, TLS 1.3 suites and groups in configurations.',
  'configuration.openSslVersion.3.0': 'OpenSSL 3.0 and 3.1: names of IANA and post-quantum groups are not known.',
  'configuration.openSslVersion.3.5': 'OpenSSL 3.5 and later.',
  'configuration.nginxVersion':
    'The nginx that reads nginx configurations, such as 1.22 or 1.26.3: defaults and directives depend on it.',
  'configuration.guideline':
    'The guideline for servers that quick fixes follow, and that the rule `tls/guideline-profile` compares with.',
  'configuration.guideline.modern': 'TLSRef 6.0 modern: TLS 1.3 alone.',
  'configuration.guideline.intermediate': 'TLSRef 6.0 intermediate: TLS 1.2 and 1.3, for servers that anyone may use.',
  'configuration.guideline.modern-5.7': 'Mozilla 5.7 modern, without post-quantum groups.',
  'configuration.guideline.intermediate-5.7':
    'Mozilla 5.7 intermediate, with DHE suites and without post-quantum groups.',
  'configuration.expiryWarningDays':
    'How many days before a certificate expires it is reported as expiring soon. Of one made for less than twice as many days, the last third counts.',
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
  'configuration.testFiles':
    'Paths of tests and fixtures, below the workspace folder: what is found there is shown as information.',
  'configuration.overrides':
    'Other settings for some files. `files` are path patterns below the workspace folder; where several match a file, the last one counts.',
};

/** What editors show of the file alone: their own settings have no such heading. */
const groupTexts: ManifestTexts = { 'configuration.trustAnchors': 'What counts as a trust anchor.' };

export function settingTexts(rules: readonly DocumentedRule[]): ManifestTexts {
  const summaries = rules.map((rule) => [`configuration.rules.${rule.id}`, rule.docs.summary]);
  return { ...texts, ...Object.fromEntries(summaries) };
}

/** The settings as the manifest declares them, in their order; those of a group one by one. */
export function settingProperties(rules: readonly DocumentedRule[]): Json {
  const entries = Object.entries(settingKinds).flatMap(
    ([name, kind]): readonly (readonly [string, SettingKind, unknown])[] => {
      const standard: unknown = defaultFolderSettings[name as keyof FolderSettings];
      if (kind.kind !== 'group') return [[name, kind, standard]];
      return Object.entries(kind.members).map(([member, own]) => [
        `${name}.${member}`,
        own,
        (standard as Json)[member],
      ]);
    },
  );
  return Object.fromEntries(
    entries.map(([name, kind, standard], i) => [
      `tlsense.${name}`,
      {
        ...schemaOf(name, kind, rules, (key) => `%${key}%`),
        default: standard,
        scope: 'resource',
        order: i + 1,
      },
    ]),
  );
}

/** The schema of tlsense.json: completion and hover in editors. Names that do not exist the server itself reports. */
export function settingsSchemaFile(rules: readonly DocumentedRule[]): GeneratedFile {
  const english = { ...settingTexts(rules), ...groupTexts };
  const entries = Object.entries(settingKinds).map(([name, kind]) => [
    name,
    {
      ...schemaOf(name, kind, rules, (key) => english[key] ?? ''),
      default: defaultFolderSettings[name as keyof FolderSettings],
    },
  ]);
  return json('schemas/tlsense.schema.json', {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'TLSense',
    type: 'object',
    allowTrailingCommas: true,
    properties: { $schema: { type: 'string' }, ...Object.fromEntries(entries) },
  });
}

/** `text`: a key to its English text, or to the manifest's reference to it. */
function schemaOf(
  name: string,
  kind: SettingKind,
  rules: readonly DocumentedRule[],
  text: (key: string) => string,
): Json {
  const markdownDescription = text(`configuration.${name}`);
  const patterns = { type: 'array', items: { type: 'string' } };
  switch (kind.kind) {
    case 'integer':
      return { type: 'integer', minimum: kind.minimum, maximum: kind.maximum, markdownDescription };
    case 'choice':
      return {
        type: 'string',
        enum: kind.values,
        enumDescriptions: kind.values.map((value) => text(`configuration.${name}.${value}`)),
        markdownDescription,
      };
    case 'text':
      return { type: 'string', pattern: kind.pattern.source, markdownDescription };
    case 'patterns':
      return { ...patterns, markdownDescription };
    case 'group':
      return {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(kind.members).map(([member, own]) => [
            member,
            schemaOf(`${name}.${member}`, own, rules, text),
          ]),
        ),
        markdownDescription,
      };
    case 'severities':
      return {
        type: 'object',
        properties: Object.fromEntries(
          rules.map((rule) => [
            rule.id,
            {
              type: 'string',
              enum: severityChoices,
              default: rule.isOffByDefault ? 'off' : rule.severity,
              markdownDescription: text(`configuration.rules.${rule.id}`),
            },
          ]),
        ),
        markdownDescription,
      };
    case 'overrides':
      return {
        type: 'array',
        items: {
          type: 'object',
          required: ['files'],
          properties: {
            files: { anyOf: [{ type: 'string' }, patterns] },
            ...Object.fromEntries(
              // The rules once more would make the manifest a third longer.
              overridable.map((other) => [
                other,
                other === 'rules'
                  ? { type: 'object', additionalProperties: { type: 'string', enum: severityChoices } }
                  : schemaOf(other, settingKinds[other], rules, text),
              ]),
            ),
          },
        },
        markdownDescription,
      };
  }
}
