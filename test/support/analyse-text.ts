import { type Analysis, analyse, readDocument } from '../../server/core/analysis.ts';
import type { Host } from '../../server/core/base/host.ts';
import { failure, success } from '../../server/core/base/result.ts';
import { defaultSettings, type Settings } from '../../server/core/lint/settings.ts';
import { Workspace } from '../../server/core/workspace/workspace.ts';
import { fixtureTime } from './fixtures.ts';
import { lastNames } from './last-names.ts';

const root = 'file:///workspace';
const names: Readonly<Record<string, string>> = {
  pem: 'subject.pem',
  nginx: 'nginx.conf',
  javascript: 'subject.js',
  python: 'subject.py',
  json: 'tlsense.json',
  shell: 'subject.sh',
  makefile: 'Makefile',
  dockerfile: 'Dockerfile',
  yaml: 'subject.yml',
  markdown: 'subject.md',
  environment: '.env',
  dotfile: '.npmrc',
  'openssl-conf': 'openssl.cnf',
};

/** Analyses one text of a language, in a workspace of the given files (path to text), at the fixtures' clock. */
export async function analyseText(
  language: string,
  text: string,
  files: Readonly<Record<string, string>> = {},
  settings: Partial<Settings> = {},
  name = names[language] ?? `subject.${language}`,
  { mode, now = fixtureTime }: { readonly mode?: number | undefined; readonly now?: Date } = {},
): Promise<Analysis> {
  const all = new Map(Object.entries({ ...files, [name]: text }).map(([path, held]) => [`${root}/${path}`, held]));
  const host: Host = {
    crypto,
    now: () => now,
    log: () => {},
    files: {
      read: async (uri) => {
        const held = all.get(uri);
        return held === undefined ? failure({ code: 'not-found' }) : success(new TextEncoder().encode(held));
      },
      list: async (_, accept) => [...all.keys()].filter((uri) => accept(...lastNames(uri))),
      exists: async (uri) => all.has(uri),
      permissions: async (uri) =>
        mode === undefined ? undefined : { mode: uri === `${root}/${name}` ? mode : 0o755, owner: 1000 },
    },
  };
  const workspace = new Workspace(host);
  workspace.setFolders([root]);
  await workspace.scan();
  const reading = await readDocument({ uri: `${root}/${name}`, languageId: language, text });
  return analyse(reading, workspace, now, { ...defaultSettings, ...settings });
}
