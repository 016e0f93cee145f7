import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { analyseText } from '../../support/analyse-text.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { fixtures, fixtureTime } from '../../support/fixtures.ts';
import { oddList } from '../../support/odd-certificates.ts';
import { folderWith } from '../../support/run-cli.ts';

const made = await fixtures();
const get = (fixture: string): string => made.get(fixture) ?? '';

/** What OpenSSL says of a certificate of the CA once it is told to look at the list. */
function verdict(ca: string, list: string): string {
  const folder = folderWith({ 'ca.pem': get(ca), 'list.pem': get(list), 'leaf.pem': get('sound-leaf') });
  const at = String(Math.floor(fixtureTime.getTime() / 1000));
  const args = ['verify', '-attime', at, '-crl_check', '-CAfile', 'ca.pem', '-CRLfile', 'list.pem', 'leaf.pem'];
  const { stdout, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  return /lookup: (.*)/.exec(stdout + stderr)?.[1] ?? stdout.trim();
}

test.each([
  ['odd-ca', 'crl-entries', 'leaf.pem: OK'],
  ['odd-ca', 'crl-inverted', 'CRL has expired'],
  ['odd-ca', 'crl-unknown-critical', 'unhandled critical CRL extension'],
  ['odd-ca', 'crl-critical-number', 'unhandled critical CRL extension'],
  ['odd-ca', 'crl-entry-unknown-critical', 'unhandled critical CRL extension'],
  ['odd-ca-without-crl-sign', 'crl-entries', 'key usage does not include CRL signing'],
])('OpenSSL with %s and %s: %s', (ca, list, expected) => {
  expect(verdict(ca, list)).toBe(expected);
});

test('a list with more entries than are looked at is read in no time', async () => {
  const entries = Array.from({ length: 10_001 }, (_, i) => ({ serial: (i % 100) + 1, date: fixtureTime }));
  const list = { thisUpdate: fixtureTime, nextUpdate: new Date(fixtureTime.getTime() + 86_400_000), extensions: [] };
  const found = async (count: number): Promise<readonly string[]> => {
    const text = oddList({ ...list, entries: entries.slice(0, count) });
    const used = cpuTime();
    const { findings } = await analyseText('pem', text);
    expect(used()).toBeLessThan(2_000);
    return findings.map(({ rule }) => rule).filter((rule) => rule === 'crl/duplicate-entry');
  };
  expect(await found(10_000)).toEqual(['crl/duplicate-entry']);
  expect(await found(10_001)).toEqual([]);
});
