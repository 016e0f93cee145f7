import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'tlsense-npm-'));
const installed = join(folder, 'package');
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
let files: readonly string[] = [];

beforeAll(() => {
  execFileSync('node', ['scripts/build.ts', '--if-stale']);
  const report = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename, files: packed }] = JSON.parse(report);
  files = packed.map(({ path }: { path: string }) => path);
  execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('the npm package holds the command line and nothing else', () => {
  const kinds = files.map((path) => path.replace(/^(dist\/cli\/)[\w.-]+-[A-Z0-9]{8}\.js$/, '$1(chunks).js'));
  expect([...new Set(kinds)].sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist/THIRD-PARTY-NOTICES.txt',
    'dist/cli.js',
    'dist/cli/(chunks).js',
    'package.json',
  ]);
});

test('its program runs from there, with no package beside it', () => {
  expect(existsSync(join(installed, 'node_modules'))).toBe(false);
  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [join(installed, manifest.bin.tlsense), ...args], { cwd: folder, encoding: 'utf8' });
  expect(run('--help')).toMatch(/^Usage: tlsense/);
  // Issuing loads what is loaded on demand.
  run('issue', 'ca', '--cn', 'Example CA', '--out', 'certs');
  expect(run('inspect', 'certs/ca.pem')).toMatch(/^CA certificate · Example CA/);
  expect(run('check', 'certs', '--format', 'json')).toContain('certs/ca.pem');
});

test('what the bundles are made of is needed for building alone; the libraries the work rests on are named', () => {
  expect(Object.keys(manifest.dependencies).sort()).toEqual([
    '@peculiar/x509',
    'pkijs',
    'vscode-languageclient',
    'vscode-languageserver',
  ]);
});
