import { getCACertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { MachineRoots } from '../../../server/core/workspace/machine-roots.ts';
import { nodeHost } from '../../../server/node/host.ts';

test.each([
  ['mozilla', 'bundled'],
  ['system', 'system'],
] as const)('the roots of Node.js are read as they are: %s', async (store, type) => {
  const roots = await new MachineRoots(nodeHost()).load(store);
  expect(roots?.certificates.length).toBe(getCACertificates(type).length);
});

test('a host without roots gives none', async () => {
  expect(await new MachineRoots({ ...nodeHost(), roots: undefined }).load('mozilla')).toBeUndefined();
});
