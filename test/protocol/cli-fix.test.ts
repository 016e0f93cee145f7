import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { fixtures } from '../support/fixtures.ts';
import { folderWith, runCli } from '../support/run-cli.ts';

let pem: ReadonlyMap<string, string>;
beforeAll(async () => {
  pem = await fixtures();
});
const fixture = (name: string): string => pem.get(name) ?? '';
const read = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');

const weak = "const https = require('node:https');\nhttps.get({ host: 'db.internal', rejectUnauthorized: false });\n";

test('fixes are written, said, and gone afterwards', async () => {
  const folder = folderWith({ 'a.js': weak });
  const first = await runCli(folder, ['check', '--fix']);
  expect(first).toMatchObject({ code: 0, stderr: '1 problem fixed\n', stdout: 'No problems in 1 file.\n' });
  expect(read(folder, 'a.js')).not.toContain('rejectUnauthorized');
  const again = await runCli(folder, ['check', '--fix']);
  expect(again).toMatchObject({ code: 0, stderr: '0 problems fixed\n' });
});

test('the preferred fix names the CA of the folder', async () => {
  const folder = folderWith({ 'certs/ca.pem': fixture('ca'), 'a.js': weak });
  await runCli(folder, ['check', '--fix']);
  expect(read(folder, 'a.js')).toContain('certs/ca.pem');
});

test('line ends and a byte order mark stay', async () => {
  const windows = `\uFEFF${weak.replaceAll('\n', '\r\n')}`;
  const folder = folderWith({ 'a.js': windows, 'ca.pem': fixture('ca') });
  const { stderr } = await runCli(folder, ['check', '--fix']);
  expect(stderr).toBe('1 problem fixed\n');
  const after = read(folder, 'a.js');
  expect(after).toMatch(/^\uFEFFconst/);
  expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('a file that is not UTF-8 is left as it is, and said', async () => {
  const latin = Buffer.concat([Buffer.from('// caf'), Buffer.from([0xe9, 0x0a]), Buffer.from(weak)]);
  const folder = folderWith({ 'a.js': latin });
  const { code, stderr } = await runCli(folder, ['check', '--fix']);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: '0 problems fixed\nwarning: a.js is not UTF-8 text: not fixed\n',
  });
  expect(readFileSync(join(folder, 'a.js'))).toEqual(latin);
});

test('a missing .gitignore is made, with a line for each key, and git agrees', async () => {
  const folder = folderWith({ 'a.key': fixture('private-key'), 'keys/b.key': fixture('other-key') });
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  const { code, stderr, stdout } = await runCli(folder, ['check', '--fix', '--fail-on', 'warning']);
  expect({ code, stderr, stdout }).toEqual({
    code: 0,
    stderr: '2 problems fixed\n',
    stdout: 'No problems in 2 files.\n',
  });
  expect(read(folder, '.gitignore')).toBe('/a.key\n/keys/b.key\n');
  expect(execFileSync('git', ['check-ignore', 'a.key', 'keys/b.key'], { cwd: folder, encoding: 'utf8' })).toBe(
    'a.key\nkeys/b.key\n',
  );
});

test('an existing .gitignore without a last line end gets whole lines', async () => {
  const folder = folderWith({ '.gitignore': '*.log', 'a.key': fixture('private-key'), 'b.key': fixture('other-key') });
  await runCli(folder, ['check', '--fix']);
  expect(read(folder, '.gitignore')).toBe('*.log\n/a.key\n/b.key\n');
});

test('a file keeps its mode', async () => {
  const folder = folderWith({ 'a.js': weak });
  execFileSync('chmod', ['750', 'a.js'], { cwd: folder });
  await runCli(folder, ['check', '--fix']);
  expect(statSync(join(folder, 'a.js')).mode & 0o777).toBe(0o750);
});

test('several problems of one file are fixed in one call', async () => {
  const context = `import ssl\n\ncontext = ssl.create_default_context()\ncontext.check_hostname = False\ncontext.verify_mode = ssl.CERT_NONE\ncontext.minimum_version = ssl.TLSVersion.TLSv1\n`;
  const folder = folderWith({ 'client.py': context });
  const { code, stdout } = await runCli(folder, ['check', '--fix', '--format', 'json']);
  expect({ code, findings: JSON.parse(stdout)[0].findings }).toEqual({ code: 0, findings: [] });
  execFileSync('python3', ['-m', 'py_compile', 'client.py'], { cwd: folder });
});

test('JSON of --fix stays JSON: what is said goes to stderr', async () => {
  const folder = folderWith({ 'a.js': weak });
  const { stdout } = await runCli(folder, ['check', '--fix', '--format', 'json']);
  expect(JSON.parse(stdout)).toEqual([{ file: 'a.js', findings: [] }]);
});
