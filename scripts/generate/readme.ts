import { type GeneratedFile, readIfThere } from './generated-file.ts';
import type { DocumentedRule } from './modules.ts';

const begin = '<!-- rules: written by `npm run generate` -->';
const end = '<!-- end of rules -->';

/** What a group of rules is about, in the order that they are told of. */
const groups: Readonly<Record<string, string>> = {
  tls: 'TLS settings in every language: verification, names, protocols, ciphers, groups, client certificates',
  reference:
    'where configuration meets certificate: keys, chains, names, purposes, expiry, revocation, both ends of mutual TLS',
  nginx: 'what `nginx -t` accepts in silence, and what it refuses, while typing',
  javascript: 'pitfalls of Node.js and its client libraries',
  python: 'pitfalls of Python’s `ssl` and its client libraries',
  openssl: '`openssl` commands in scripts, CI files, Dockerfiles and documentation',
  certificate: 'certificates: what breaks real clients',
  key: 'keys: length, curves, known weaknesses, where they lie',
  request: 'certificate requests',
  crl: 'revocation lists',
  pem: 'PEM text, and which programs would not read it',
  settings: '`tlsense.json` and comments that suppress findings',
};

/** README.md with the groups of rules between its two markers; nothing where it has none. */
export function readmeFiles(rules: readonly DocumentedRule[]): GeneratedFile[] {
  const text = readIfThere('README.md');
  const from = text?.indexOf(begin) ?? -1;
  const to = text?.indexOf(end) ?? -1;
  if (text === undefined || from < 0 || to < from) return [];
  return [{ path: 'README.md', text: `${text.slice(0, from)}${begin}\n${groupTable(rules)}\n${text.slice(to)}` }];
}

function groupTable(rules: readonly DocumentedRule[]): string {
  const counts = new Map<string, number>();
  for (const { id } of rules) {
    const [group = ''] = id.split('/');
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  for (const group of counts.keys()) {
    if (!Object.hasOwn(groups, group)) throw new Error(`${group}/: say in scripts/generate/readme.ts what it is about`);
  }
  const rows = Object.entries(groups).flatMap(([group, about]) => {
    const count = counts.get(group);
    return count === undefined ? [] : [`| \`${group}/\` | ${count} | ${about} |`];
  });
  return [
    `[All ${rules.length} rules](docs/rules/README.md), each with its reasons, examples and fix:`,
    '',
    '| Group | Rules | |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}
