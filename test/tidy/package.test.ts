import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zipEntries } from './zip-entries.ts';

const folder = mkdtempSync(join(tmpdir(), 'tlsense-package-'));
const vsix = join(folder, 'tlsense.vsix');
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
let packed: readonly string[] = [];
let readme = '';

beforeAll(() => {
  execFileSync('node', ['scripts/build.ts', '--if-stale']);
  execFileSync('node_modules/.bin/vsce', ['package', '--no-dependencies', '--out', vsix], { stdio: 'pipe' });
  const entries = zipEntries(readFileSync(vsix));
  packed = [...entries.keys()];
  readme = entries.get('extension/readme.md')?.().toString('utf8') ?? '';
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('the package holds what it needs and nothing else', () => {
  const files = packed.map((name) =>
    name.replace(/^(extension\/dist\/server\/)[\w.-]+-[A-Z0-9]{8}\.js$/, '$1(chunks).js'),
  );
  expect([...new Set(files)].sort()).toEqual([
    '[Content_Types].xml',
    'extension.vsixmanifest',
    'extension/LICENSE.txt',
    'extension/assets/icon.png',
    'extension/changelog.md',
    'extension/dist/THIRD-PARTY-NOTICES.txt',
    'extension/dist/client.cjs',
    'extension/dist/server/(chunks).js',
    'extension/dist/server/main.js',
    'extension/dist/server/start.js',
    'extension/dist/server/web.js',
    'extension/dist/web/client.cjs',
    'extension/dist/web/server.js',
    'extension/l10n/bundle.l10n.zh-cn.json',
    'extension/package.json',
    'extension/package.nls.json',
    'extension/package.nls.zh-cn.json',
    'extension/readme.md',
    'extension/schemas/tlsense.schema.json',
    'extension/syntaxes/nginx.language-configuration.json',
    'extension/syntaxes/nginx.tmLanguage.json',
    'extension/syntaxes/pem.language-configuration.json',
    'extension/syntaxes/pem.tmLanguage.json',
  ]);
});

test('every file that the manifest names is in the package', () => {
  const { main, browser, icon, contributes } = manifest;
  const languages = contributes.languages.flatMap(
    (language: { configuration?: string }) => language.configuration ?? [],
  );
  const grammars = contributes.grammars.map((grammar: { path: string }) => grammar.path);
  const schemas = contributes.jsonValidation.map(({ url }: { url: string }) => url);
  const named = [main, browser, icon, ...languages, ...grammars, ...schemas].map(
    (path) => `extension/${normalize(path)}`,
  );
  expect(named.filter((path) => !packed.includes(path))).toEqual([]);
});

test('the pictures of the README stay outside the package, at absolute addresses, and are small', () => {
  const ours = [...readFileSync('README.md', 'utf8').matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g)];
  expect(ours.length).toBeGreaterThan(2);
  for (const [, , path = ''] of ours) expect(statSync(path).size, path).toBeLessThan(120_000);
  const addresses = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, address]) => address);
  const at = `${manifest.repository.url.replace(/\.git$/, '')}/raw/HEAD/`;
  expect(addresses).toEqual(ours.map(([, , path]) => at + path));
});

test('the package stays under 1.5 MB', () => {
  expect(statSync(vsix).size).toBeLessThan(1_500_000);
});

test('the server loads no more than 350 kB at start', () => {
  expect(readFileSync('dist/server/main.js', 'utf8')).toContain('import("./start.js")');
  const all = loadedAtStart('dist/server/main.js') + loadedAtStart('dist/server/start.js');
  expect(all).toBeGreaterThan(200_000);
  expect(all).toBeLessThanOrEqual(350_000);
});

/** Bytes of a module and of everything it imports statically; dynamic imports come later, if ever. */
function loadedAtStart(path: string, seen = new Set<string>()): number {
  if (seen.has(path)) return 0;
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/(?:from|\bimport)\s*"(\.{1,2}\/[^"]+\.js)"/g)];
  return imports.reduce((sum, [, to]) => sum + loadedAtStart(join(dirname(path), to ?? ''), seen), statSync(path).size);
}
