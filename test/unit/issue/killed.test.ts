import { execFileSync, spawn } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readIndex } from '../../../server/core/issue/authority-index.ts';
import { runCli } from '../../support/run-cli.ts';
import { given } from './given.ts';

let folder: string;
const path = (name: string) => join(folder, name);
const ca = ['--ca', 'ca.pem', '--ca-key', 'ca.key', '--out', '.'];

beforeAll(async () => {
  // The built program: it starts in a fifth of the time.
  execFileSync('node', ['scripts/build.ts', '--if-stale']);
  folder = mkdtempSync(join(tmpdir(), 'tlsense-killed-'));
  const at = ['--at', new Date().toISOString()];
  await runCli(folder, ['issue', 'ca', '--cn', 'CA', '--out', '.', ...at]);
  await runCli(folder, ['issue', 'client', '--cn', 'ada', ...ca, ...at]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Replaces the pair in a process of its own; it is killed after so many milliseconds. */
async function replace(milliseconds = 60_000): Promise<number> {
  const start = performance.now();
  const program = join(process.cwd(), 'dist/cli.js');
  const child = spawn(process.execPath, [program, 'issue', 'client', '--cn', 'ada', ...ca, '--force'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await once(child, 'exit');
  clearTimeout(timer);
  return performance.now() - start;
}

/** Whether a key and a certificate are whole and belong together; throws where one is torn. */
function isPair(key: string, certificate: string): boolean {
  if (!existsSync(path(key)) || !existsSync(path(certificate))) return false;
  const privateKey = createPrivateKey(readFileSync(path(key)));
  return new X509Certificate(readFileSync(path(certificate))).checkPrivateKey(privateKey);
}

it('killed at any of 50 moments, it leaves the old pair or the new one, and no key that others can read', async () => {
  const usual = await replace();
  let finished = 0;
  for (let i = 0; i < 50; i++) {
    // Most of a run is the start of the program: the later moments are the ones that matter.
    await replace(usual * (0.4 + 0.65 * Math.random()));
    const names = readdirSync(folder);
    for (const name of names.filter((one) => one.endsWith('.key'))) {
      expect(statSync(path(name)).mode & 0o077, name).toBe(0);
    }
    const kept = names.find((name) => /^\.old-[0-9a-f]+\.ada\.key$/.test(name));
    const keptCertificate = kept?.replace(/key$/, 'pem') ?? '';
    const keptPair =
      kept !== undefined && isPair(kept, existsSync(path(keptCertificate)) ? keptCertificate : 'ada.pem');
    const inPlace = isPair('ada.key', 'ada.pem');
    expect(inPlace || keptPair, names.join(' ')).toBe(true);
    // What is in place is never a key of one pair beside a certificate of another.
    if (existsSync(path('ada.key')) && existsSync(path('ada.pem'))) expect(inPlace).toBe(true);
    given(readIndex(readFileSync(path('ca.index.txt'), 'utf8')));
    if (names.every((name) => !name.startsWith('.'))) finished++;
    for (const name of names.filter((one) => one.startsWith('.'))) rmSync(path(name));
    if (!inPlace) await replace();
  }
  expect(finished).toBeGreaterThan(0);
}, 240_000);
