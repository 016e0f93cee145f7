/** Every server with every client, all files made by `tlsense issue`: who is let in, and why the others are not. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Peer, peerNames, startPeer } from '../support/peers.ts';
import { type Refusal, refusals } from '../support/refusals.ts';
import { issueIn } from '../support/run-cli.ts';
import { visitAs, visitorNames } from '../support/visitors.ts';

let folder: string;
const path = (name: string) => join(folder, name);
const issue = (daysAgo: number, ...args: readonly string[]) => issueIn(folder, daysAgo, ...args);
const ca = ['--ca', 'ca.pem', '--ca-key', 'ca.key', '--out', '.'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tlsense-matrix-'));
  await issue(30, 'ca', '--cn', 'Example CA', '--out', '.');
  // The same name, so that only the signature and the key identifier tell them apart.
  await issue(30, 'ca', '--cn', 'Example CA', '--out', 'other');
  await issue(0, 'server', ...ca, '--cn', 'localhost', '--dns', 'localhost', '--ip', '127.0.0.1');
  await issue(0, 'client', ...ca, '--cn', 'ada');
  await issue(20, 'client', ...ca, '--cn', 'old', '--days', '5');
  await issue(0, 'client', ...ca, '--cn', 'bob');
  await issue(0, 'client', '--ca', 'other/ca.pem', '--ca-key', 'other/ca.key', '--cn', 'eve', '--out', '.');
  await issue(0, 'revoke', 'bob.pem', '--ca', 'ca.pem', '--ca-key', 'ca.key', '--reason', 'keyCompromise');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(peerNames)('a %s server', (server) => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startPeer(server, {
      certificate: path('localhost.pem'),
      privateKey: path('localhost.key'),
      clientCa: path('ca.pem'),
      revocationList: path('ca.crl'),
    });
  }, 60_000);
  afterAll(() => peer?.stop());

  const client = (as: string | undefined) => ({
    serverCa: path('ca.pem'),
    ...(as !== undefined && { certificate: path(`${as}.pem`), privateKey: path(`${as}.key`) }),
  });

  describe.each(visitorNames)('and a %s client', (visitor) => {
    it('with the right certificate: accepted', async () => {
      expect(await visitAs(visitor, peer.port, client('ada'))).toEqual({ accepted: 'ada' });
    });

    it.each<[string, Refusal, string | undefined]>([
      ['no certificate', 'none', undefined],
      ['one of another CA', 'otherCa', 'eve'],
      ['an expired one', 'expired', 'old'],
      ['a server’s', 'serverAuth', 'localhost'],
      ['a revoked one', 'revoked', 'bob'],
    ])('with %s: refused for that reason', async (_, reason, as) => {
      const before = peer.refusals().length;
      expect(await visitAs(visitor, peer.port, client(as))).toHaveProperty('refused');
      await expect.poll(() => peer.refusals().slice(before), { timeout: 5_000 }).toMatch(refusals[server][reason]);
    });

    it('does not talk to a server of another CA', async () => {
      const stranger = { ...client('ada'), serverCa: path('other/ca.pem') };
      expect(await visitAs(visitor, peer.port, stranger)).toHaveProperty('refused');
    });
  });
});
