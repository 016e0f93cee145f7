import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Peer, peerNames, startPeer, visit } from '../support/peers.ts';
import { refusals } from '../support/refusals.ts';
import { issueIn } from '../support/run-cli.ts';

let folder: string;
const path = (name: string) => join(folder, name);
const issue = (daysAgo: number, ...args: readonly string[]) => issueIn(folder, daysAgo, ...args);
const ca = ['--ca', 'ca.pem', '--ca-key', 'ca.key'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tlsense-revoked-'));
  await issue(30, 'ca', '--cn', 'Example CA', '--out', '.');
  await issue(0, 'server', ...ca, '--cn', 'localhost', '--out', '.');
  await issue(20, 'client', ...ca, '--cn', 'old', '--days', '5', '--out', '.');
  for (const name of ['ada', 'bob', 'eve']) await issue(0, 'client', ...ca, '--cn', name, '--out', '.');
  await issue(0, 'revoke', 'bob.pem', ...ca, '--reason', 'keyCompromise');
  // Renewed with the same key: the old certificate is revoked, the new one is not.
  await issue(0, 'renew', 'eve.pem', ...ca, '--out', 'renewed');
  await issue(0, 'revoke', 'eve.pem', ...ca, '--reason', 'superseded');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(peerNames)('a %s server with the revocation list', (name) => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startPeer(name, {
      certificate: path('localhost.pem'),
      privateKey: path('localhost.key'),
      clientCa: path('ca.pem'),
      revocationList: path('ca.crl'),
    });
  }, 60_000);
  afterAll(() => peer?.stop());

  const client = (as: string, certificate = `${as}.pem`) => ({
    serverCa: path('ca.pem'),
    certificate: path(certificate),
    privateKey: path(`${as}.key`),
  });

  it('accepts who is not revoked', async () => {
    expect(await visit(peer.port, client('ada'))).toEqual({ accepted: 'ada' });
    expect(await visit(peer.port, client('eve', 'renewed/eve.pem'))).toEqual({ accepted: 'eve' });
  });

  it.each([
    ['bob', 'revoked'],
    ['eve', 'revoked'],
    ['old', 'expired'],
  ] as const)('refuses %s, who is %s, for that reason', async (as, reason) => {
    const before = peer.refusals().length;
    expect(await visit(peer.port, client(as))).toHaveProperty('refused');
    await expect.poll(() => peer.refusals().slice(before), { timeout: 5_000 }).toMatch(refusals[name][reason]);
  });
});
