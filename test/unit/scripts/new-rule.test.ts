import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test.each([
  ['tls/no-deprecated-protocol', 'exists already'],
  ['tls/No-Capitals', 'is not a rule id'],
  ['tls', 'is not a rule id'],
  ['../../evil/rule', 'is not a rule id'],
  ['constructor/rule', 'there is no group'],
  ['', 'is not a rule id'],
])('new-rule refuses %j', (id, said) => {
  const { status, stdout, stderr } = spawnSync('node', ['scripts/new-rule.ts', id], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^error: .*\nhint: /);
  expect(stderr).toContain(said);
});
