import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Peer, peerNames, startPeer, visit } from '../support/peers.ts';
import { refusals } from '../support/refusals.ts';
import { issueIn } from '../support/run-cli.ts';

describe.each(['p256', 'rsa2048', 'ed25519'])('mutual TLS with %s keys, all made by tlsense issue', (keyType) => {
  let folder: string;
  const path = (name: string) => join(folder, name);

  const issue = (...args: readonly string[]) => issueIn(folder, 0, ...args, '--key', keyType);
  const by = (ca: string, out: string) => ['--ca', `${ca}/ca.pem`, '--ca-key', `${ca}/ca.key`, '--out', out];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tlsense-handshake-'));
    await issue('ca', '--cn', 'Example CA', '--out', 'ours');
    // The same name, so that only the signature and the key identifier tell them apart.
    await issue('ca', '--cn', 'Example CA', '--out', 'other');
    await issue('server', ...by('ours', 'ours'), '--cn', 'localhost', '--ip', '127.0.0.1', '--dns', 'localhost');
    await issue('client', ...by('ours', 'ours'), '--cn', 'ada', '--email', 'ada@example.com');
    await issue('client', ...by('other', 'other'), '--cn', 'ada');
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(peerNames)('a %s server', (name) => {
    let peer: Peer;
    const client = (from: string, as = 'ada') => ({
      serverCa: path('ours/ca.pem'),
      certificate: path(`${from}/${as}.pem`),
      privateKey: path(`${from}/${as}.key`),
    });

    beforeAll(async () => {
      const [certificate, privateKey] = [path('ours/localhost.pem'), path('ours/localhost.key')];
      peer = await startPeer(name, { certificate, privateKey, clientCa: path('ours/ca.pem') });
    }, 60_000);
    afterAll(() => peer?.stop());

    async function expectRefusal(files: Parameters<typeof visit>[1], reason: RegExp): Promise<void> {
      const before = peer.refusals().length;
      expect(await visit(peer.port, files)).toHaveProperty('refused');
      await expect.poll(() => peer.refusals().slice(before), { timeout: 5_000 }).toMatch(reason);
    }

    it('accepts the client and knows its name', async () => {
      expect(await visit(peer.port, client('ours'))).toEqual({ accepted: 'ada' });
    });

    it('refuses a client of another CA', async () => {
      await expectRefusal(client('other'), refusals[name].otherCa);
    });

    it('refuses a client without a certificate', async () => {
      await expectRefusal({ serverCa: path('ours/ca.pem') }, refusals[name].none);
    });

    it('refuses a server’s certificate as a client’s', async () => {
      await expectRefusal(client('ours', 'localhost'), refusals[name].serverAuth);
    });

    it('is itself verified: a client that trusts another CA does not talk to it', async () => {
      expect(await visit(peer.port, { ...client('ours'), serverCa: path('other/ca.pem') })).toHaveProperty('refused');
    });
  });
});
