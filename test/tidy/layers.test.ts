import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readImports } from './imports.ts';

/** What each layer may import besides itself; everything else is a step upwards or sideways. */
const core = {
  base: [],
  asn1: ['base'],
  pem: ['base'],
  encryption: ['base', 'asn1'],
  x509: ['base', 'asn1', 'pem', 'encryption'],
  chain: ['base', 'asn1', 'x509'],
  tls: ['base'],
  config: ['base', 'tls'],
  lint: [
    'base',
    'pem',
    'x509',
    'chain',
    'tls',
    'config/language.ts',
    'config/followed.ts',
    'config/nginx/configuration.ts',
  ],
  describe: ['base', 'asn1', 'x509', 'chain'],
  // workspace/paths.ts is about the spelling of paths and knows no workspace.
  rules: ['base', 'asn1', 'pem', 'x509', 'tls', 'lint', 'describe', 'workspace/paths.ts', 'config'],
  workspace: ['base', 'pem', 'x509', 'chain', 'tls', 'config', 'lint'],
  issue: ['base', 'asn1', 'pem', 'encryption', 'x509', 'chain', 'describe'],
  wiring: ['base', 'tls', 'config/language.ts'],
  handshake: ['base', 'x509', 'chain', 'issue'],
  'judge.ts': ['base', 'x509', 'tls', 'config', 'lint', 'rules', 'workspace'],
  'analysis.ts': ['base', 'pem', 'x509', 'config', 'lint', 'judge.ts', 'workspace'],
};
const layers: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    Object.entries(core).map(([name, below]) => [`server/core/${name}`, below.map((layer) => `server/core/${layer}`)]),
  ),
  'server/lsp': ['server/core'],
  // `tlsense lsp` serves; files are written in one way for every shell.
  'server/cli': ['server/core', 'server/lsp/server.ts', 'server/lsp/file-uris.ts', 'server/node/write-files.ts'],
  'server/node': ['server/core', 'server/lsp', 'server/cli', 'l10n'],
  'server/browser': ['server/core', 'server/lsp'],
  client: ['server/lsp/protocol.ts'],
};

const imports = readImports(['server/**/*.ts', 'client/**/*.ts']);

test('the sources import something', () => {
  expect(imports.length).toBeGreaterThan(100);
});

test('imports go down only', () => {
  const wrong = imports.filter(({ from, to }) => {
    if (!isOurs(to)) return false;
    const layer = Object.keys(layers).find((name) => isIn(from, name));
    if (layer === undefined) return true;
    return !isIn(to, layer) && !layers[layer]?.some((below) => isIn(to, below));
  });
  expect(wrong).toEqual([]);
});

/** Folders of config/ that are no language: what languages with commands in them share. */
const shared = ['command-line'];

test('no config language imports another, and no rule another', () => {
  for (const folder of shared) expect(existsSync(`server/core/config/${folder}/language.ts`)).toBe(false);
  const wrong = imports.filter(({ from, to }) => {
    if (from.endsWith('/index.ts')) return false;
    const language = inner(from, 'server/core/config');
    if (language !== undefined) return ![undefined, language, ...shared].includes(inner(to, 'server/core/config'));
    return isIn(from, 'server/core/rules') && isIn(to, 'server/core/rules');
  });
  expect(wrong).toEqual([]);
});

test('rules of one language alone know that language, and no other rule knows any', () => {
  const wrong = imports.filter(({ from, to }) => {
    const language = inner(to, 'server/core/config');
    return language !== undefined && isIn(from, 'server/core/rules') && inner(from, 'server/core/rules') !== language;
  });
  expect(wrong).toEqual([]);
});

test('core and language server know no host', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      (isIn(from, 'server/core') || isIn(from, 'server/lsp')) && /^(node:|vscode$|vscode-languageserver\/)/.test(to),
  );
  expect(wrong).toEqual([]);
});

test('the core knows no protocol', () => {
  const wrong = imports.filter(
    ({ from, to }) => isIn(from, 'server/core') && /^vscode-(languageserver|jsonrpc)/.test(to),
  );
  expect(wrong).toEqual([]);
});

test('what the client takes from the server is names and types', () => {
  expect(imports.filter(({ from }) => from === 'server/lsp/protocol.ts')).toEqual([]);
});

function isOurs(path: string): boolean {
  return /^(server|client|l10n|scripts|test)\//.test(path);
}

function isIn(path: string, layer: string): boolean {
  return path === layer || path.startsWith(`${layer}/`);
}

/** The folder directly below `outer` that holds `path`; undefined for files of `outer` itself. */
function inner(path: string, outer: string): string | undefined {
  return path.startsWith(`${outer}/`) ? /^([^/]+)\//.exec(path.slice(outer.length + 1))?.[1] : undefined;
}
