import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('what is generated is fresh, and everything is translated (npm run generate)', () => {
  const { status, stdout, stderr } = spawnSync('node', ['scripts/generate.ts', '--check'], { encoding: 'utf8' });
  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
});
