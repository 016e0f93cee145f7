import { expect, test } from 'vitest';
import { fileGlob } from '../../../server/core/base/glob.ts';
import { cpuTime } from '../../support/cpu-time.ts';

const matchesGlob = (pattern: string, path: string) => fileGlob(pattern)(path);

test.each([
  ['*.conf', 'nginx.conf', true],
  ['*.conf', 'sites/nginx.conf', true],
  ['/*.conf', 'sites/nginx.conf', false],
  ['/*.conf', 'nginx.conf', true],
  ['sites/*.conf', 'sites/nginx.conf', true],
  ['sites/*.conf', 'sites/a/nginx.conf', false],
  ['sites/**', 'sites/a/b.conf', true],
  ['sites/', 'sites/a/b.conf', true],
  ['sites/**/b.conf', 'sites/b.conf', true],
  ['**/test/**', 'test/a.conf', true],
  ['**/test/**', 'a/b/test/c/d.conf', true],
  ['**/test/**', 'a/latest/c.conf', false],
  ['**/{test,spec}/**', 'a/spec/c.conf', true],
  ['**/*.{test,spec}.*', 'src/tls.test.ts', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['./a/*', 'a/b', true],
  ['*', 'any/where', true],
  ['a**b', 'axyzb', true],
])('%s and %s: %j', (pattern, path, expected) => {
  expect(matchesGlob(pattern, path)).toBe(expected);
});

test('hostile patterns take no time', () => {
  const used = cpuTime();
  matchesGlob(`${'**/'.repeat(130)}x`, `${'a/'.repeat(200)}y`);
  matchesGlob(`${'*a'.repeat(190)}x`, 'a'.repeat(4000));
  matchesGlob('{a,b}'.repeat(70), 'a'.repeat(70));
  matchesGlob('{'.repeat(390), 'a');
  // Some 20 ms; what tries every way there is takes for ever.
  expect(used()).toBeLessThan(2_000);
});
