import { expect, test } from 'vitest';
import { glob as compile } from '../../../server/core/base/glob.ts';
import { cpuTime } from '../../support/cpu-time.ts';

const glob = (pattern: string) => compile(pattern, { ranges: true, below: true });

test.each<[string, string[], string[]]>([
  ['ca.pem', ['ca.pem', 'a/b/ca.pem'], ['xca.pem', 'ca.pem2']],
  ['/ca.pem', ['ca.pem'], ['a/ca.pem']],
  ['./ca.pem', ['ca.pem'], ['a/ca.pem']],
  ['*.pem', ['ca.pem', 'a/ca.pem', '.pem'], ['ca.pem.txt', 'ca.key']],
  ['certs', ['certs/a.pem', 'x/certs/deep/a.pem'], ['certs2/a.pem']],
  ['certs/*.pem', ['certs/a.pem'], ['certs/x/a.pem', 'a/certs/a.pem']],
  ['certs/**/*.pem', ['certs/a.pem', 'certs/x/y/a.pem'], ['a.pem', 'certs/a.key']],
  ['**', ['a', 'a/b'], []],
  ['**/test/**', ['test/a', 'a/test/b/c'], ['a/b', 'tests/a']],
  ['{a,b/{c,d}}.pem', ['a.pem', 'x/a.pem', 'b/c.pem', 'b/d.pem'], ['b.pem', 'c.pem']],
  ['root-[0-9].pem', ['root-1.pem'], ['root-a.pem', 'root-10.pem']],
  ['root-[!0-9].pem', ['root-a.pem'], ['root-1.pem']],
  ['ca?.pem', ['ca1.pem'], ['ca.pem', 'ca12.pem']],
  ['(a+)+$', ['(a+)+$'], ['aaaa']],
  ['', [], ['a', '']],
])('%j', (pattern, meant, others) => {
  const matches = glob(pattern);
  expect(meant.filter((path) => !matches(path))).toEqual([]);
  expect(others.filter((path) => matches(path))).toEqual([]);
});

test('patterns made to take long do not', () => {
  const used = cpuTime();
  const path = `${'a'.repeat(2_000)}/${'a/'.repeat(500)}b`;
  expect(glob(`${'*a'.repeat(400)}c`)(path)).toBe(false);
  expect(glob(`${'**/'.repeat(300)}*a*a*a*c`)(path)).toBe(false);
  expect(glob('{a,b}'.repeat(200))(path)).toBe(false);
  expect(used()).toBeLessThan(1_000);
});
