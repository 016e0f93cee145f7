import { expect, test } from 'vitest';
import { hostAt } from '../../../server/cli/clock.ts';
import { nodeHost } from '../../../server/node/host.ts';

test('a host at another time is the same but for its clock', () => {
  const at = new Date('2026-12-01T00:00:00Z');
  const host = nodeHost();
  const { now, ...rest } = hostAt(host, at);
  const { now: _, ...own } = host;
  expect(now()).toEqual(at);
  expect(rest).toEqual(own);
});
