import { type GeneratedFile, json, readIfThere } from './generated-file.ts';
import type { DocumentedRule } from './modules.ts';
import { type Json, type ManifestTexts, settingProperties, settingTexts } from './setting-schema.ts';

const texts: ManifestTexts = {
  'configuration.trace.server':
    'Whether the messages between the editor and the language server are written to the output channel.',
  'configuration.trace.server.off': 'Nothing is written.',
  'configuration.trace.server.messages': 'The name of each message is written.',
};

export function manifestTexts(rules: readonly DocumentedRule[]): ManifestTexts {
  return { ...settingTexts(rules), ...texts };
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
  const properties = settingProperties(rules);
  return {
    title: 'TLSense',
    properties: {
      ...properties,
      'tlsense.trace.server': {
        type: 'string',
        enum: ['off', 'messages'],
        enumDescriptions: ['off', 'messages'].map((level) => `%configuration.trace.server.${level}%`),
        default: 'off',
        scope: 'window',
        order: Object.keys(properties).length + 1,
        description: '%configuration.trace.server%',
      },
    },
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
