import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const cli = path.resolve('server/node/cli.ts');
const clock = ['--at', '2026-12-01T00:00:00Z'];
let copy = '';

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'tlsense-samples-'));
  cpSync('samples', copy, { recursive: true });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

interface Checked {
  readonly file: string;
  readonly findings: readonly { readonly rule: string; readonly line: number; readonly fixes: readonly unknown[] }[];
}

function check(cwd: string, target: string, ...more: readonly string[]): Checked[] {
  const run = spawnSync(process.execPath, [cli, 'check', target, '--format', 'json', ...clock, ...more], {
    cwd,
    encoding: 'utf8',
  });
  expect(run.status, run.stderr).toBe(1);
  return JSON.parse(run.stdout);
}

test('every mistake that the README of the samples lists is found at its line, and nothing else', () => {
  const listed = [
    ...readFileSync('samples/README.md', 'utf8').matchAll(/^\| (\S+\/\S+) \| (\d+) \|.*?\| (\w+\/[\w-]+) \|/gm),
  ]
    .map(([, file, line, rule]) => `samples/${file}:${line} ${rule}`)
    .sort();
  expect(listed.length).toBeGreaterThan(15);
  const found = check('.', 'samples').flatMap(({ file, findings }) =>
    findings.map(({ rule, line }) => `${file}:${line} ${rule}`),
  );
  expect(found.sort()).toEqual(listed);
});

test('after --fix nothing fixable is left, and every file is accepted by its real reader', () => {
  const left = check(copy, '.', '--fix');
  expect(left.flatMap(({ findings }) => findings.filter(({ fixes }) => fixes.length > 0))).toEqual([]);
  const nginx = spawnSync('/usr/sbin/nginx', ['-t', '-c', path.join(copy, 'nginx/nginx.conf')], { encoding: 'utf8' });
  expect(nginx.status, nginx.stderr).toBe(0);
  for (const name of ['client.py', 'server.py'])
    execFileSync('python3', ['-m', 'py_compile', `${copy}/python/${name}`]);
  for (const name of ['client.js', 'server.js', 'database.js']) {
    execFileSync(process.execPath, ['--check', `${copy}/node/${name}`]);
  }
  expect(readFileSync(`${copy}/node/client.js`, 'utf8')).toContain("ca: fs.readFileSync('certs/ca.pem'),");
  expect(readFileSync(`${copy}/python/client.py`, 'utf8')).toContain("context.load_verify_locations('certs/ca.pem')");
});
