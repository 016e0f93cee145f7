import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { fixtures } from '../support/fixtures.ts';
import { folderWith } from '../support/run-cli.ts';

const cli = resolve('dist/cli.js');
const at = ['--at', '2026-11-23T12:00:00Z'];
let pem: ReadonlyMap<string, string>;

beforeAll(async () => {
  execFileSync('node', ['scripts/build.ts', '--if-stale']);
  pem = await fixtures();
}, 120_000);

function run(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', ...env },
  });
  return { status, stdout, stderr };
}

test('is a program of its own', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(execFileSync(cli, ['--version'], { encoding: 'utf8' })).toBe(`tlsense ${version}\n`);
});

test('checks, with the exit codes of its contract', () => {
  const folder = folderWith({ 'old.pem': pem.get('expired') ?? '', 'ca.pem': pem.get('ca') ?? '' });
  expect(run(folder, ['check', 'ca.pem', ...at])).toEqual({
    status: 0,
    stdout: 'No problems in 1 file.\n',
    stderr: '',
  });
  expect(run(folder, ['check', ...at]).status).toBe(1);
  const wrong = run(folder, ['check', 'nowhere', ...at]);
  expect({ status: wrong.status, stdout: wrong.stdout }).toEqual({ status: 2, stdout: '' });
});

test('has no colour in a pipe, and speaks the language of the terminal', () => {
  const folder = folderWith({ 'old.pem': pem.get('expired') ?? '' });
  const english = run(folder, ['check', ...at]).stdout;
  expect(english).toMatch(/^old\.pem:1:1 error This certificate expired/);
  const chinese = run(folder, ['check', ...at], { LC_ALL: 'zh_CN.UTF-8' }).stdout;
  expect(chinese).toMatch(/^old\.pem:1:1 错误 /);
  const json = ['check', '--format', 'json', ...at];
  expect(run(folder, json, { LC_ALL: 'zh_CN.UTF-8' })).toEqual(run(folder, json));
});

test('ends quietly when the reader of its output goes away', async () => {
  const many = Array.from({ length: 60 }, () => pem.get('expired')).join('');
  const folder = folderWith({ 'many.pem': many });
  const child = spawn(process.execPath, [cli, 'check', '--format', 'json', ...at], { cwd: folder });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  child.stdout.destroy();
  const code = await new Promise((ended) => child.on('close', ended));
  expect({ code: code === 0 || code === 1, said }).toEqual({ code: true, said: '' });
});

test('lsp --stdio serves an editor until it ends', async () => {
  const child = spawn(process.execPath, [cli, 'lsp', '--stdio', ...at], { stdio: ['pipe', 'pipe', 'inherit'] });
  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  let received = '';
  const answered = (id: number) =>
    new Promise<void>((done) => {
      child.stdout.on('data', () => received.includes(`"id":${id}`) && done());
    });
  child.stdout.on('data', (chunk) => {
    received += chunk;
  });
  const first = answered(1);
  send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  await first;
  expect(received).toContain('"hoverProvider"');
  send({ method: 'initialized', params: {} });
  const second = answered(2);
  send({ id: 2, method: 'shutdown' });
  await second;
  send({ method: 'exit' });
  expect(await new Promise((ended) => child.on('close', ended))).toBe(0);
});

test('issue, inspect and openssl agree', () => {
  const folder = folderWith({});
  expect(run(folder, ['issue', 'ca', '--cn', 'Test CA', '--out', 'certs']).status).toBe(0);
  const client = [
    'issue',
    'client',
    '--ca',
    'certs/ca.pem',
    '--ca-key',
    'certs/ca.key',
    '--cn',
    'ada',
    '--out',
    'certs',
  ];
  expect(run(folder, client)).toMatchObject({ status: 0, stderr: expect.not.stringContaining('error') });
  const { stdout } = run(folder, ['inspect', 'certs/ada.pem', '--format', 'json']);
  const ours = JSON.parse(stdout)[0].fingerprints.sha256;
  const theirs = execFileSync(
    'openssl',
    ['x509', '-in', join(folder, 'certs/ada.pem'), '-noout', '-fingerprint', '-sha256'],
    {
      encoding: 'utf8',
    },
  );
  expect(theirs).toContain(ours);
});
