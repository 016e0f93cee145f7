import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { CodeLens } from 'vscode-languageserver-protocol';
import {
  type AskRevocationAnswer,
  type PlanRevocationAnswer,
  type RevocationAnswer,
  type RevocationPlan,
  type RevocationTargetsAnswer,
  requests,
} from '../../server/lsp/protocol.ts';
import { startClient, uriOf } from '../support/lsp-client.ts';
import { type Authority, startAuthority } from '../support/revocation-authority.ts';
import { buildIfStale, startShippedServer } from '../support/shipped-server.ts';

beforeAll(buildIfStale, 120_000);

async function planFor(file: string, authority: Authority) {
  const { connection, uri } = await startShippedServer(authority.folder, { commands: true });
  const asked = { uri: `${uri}/${file}` };
  const { targets } = await connection.sendRequest<RevocationTargetsAnswer>(requests.revocationTargets, asked);
  const [target] = targets;
  const planned = await connection.sendRequest<PlanRevocationAnswer>(requests.planRevocation, target);
  const plan = 'value' in planned ? planned.value : undefined;
  const ask = async (...addresses: readonly number[]): Promise<RevocationAnswer> => {
    const answer = await connection.sendRequest<AskRevocationAnswer>(requests.askRevocation, {
      plan: plan?.plan,
      addresses,
    });
    if (!('value' in answer)) throw new Error(answer.failure.message);
    return answer.value;
  };
  return { connection, uri, targets, planned, plan: plan as RevocationPlan, ask };
}

test('shown before, asked after, with what can be saved', async () => {
  const authority = await startAuthority();
  const { plan, ask, targets } = await planFor('bad.pem', authority);
  expect(targets).toEqual([expect.objectContaining({ name: 'bad' })]);
  expect(plan.addresses.map(({ kind, url }) => [kind, url])).toEqual([
    ['ocsp', authority.responder],
    ['list', `${authority.lists}/ca.crl`],
  ]);
  expect(plan.addresses[0]?.lines).toEqual([
    `POST ${authority.responder}`,
    expect.stringMatching(/^Sends an OCSP request of \d+ bytes with:$/),
    '- the serial number 1002',
    expect.stringMatching(/^- the SHA-1 of the issuer’s name, [0-9a-f]{40}$/),
    expect.stringMatching(/^- the SHA-1 of the issuer’s key, [0-9a-f]{40}$/),
    expect.stringMatching(/^- a random number/),
  ]);
  expect(plan.notice).toContain('over http');
  expect(authority.received).toEqual([]);

  await authority.startResponder('ca', '-nmin', '60');
  const byResponder = await ask(0);
  expect(byResponder).toMatchObject({ state: 'revoked', toSave: [{ kind: 'ocsp', name: 'bad.ors' }] });
  expect(byResponder.sentence).toContain('(keyCompromise)');
  expect(authority.received).toEqual([]);

  const byList = await ask(1);
  expect(byList).toMatchObject({ state: 'revoked', toSave: [{ kind: 'list', name: 'online-ca.crl' }] });
  expect(Buffer.from(byList.toSave[0]?.content ?? '', 'base64').toString()).toMatch(/^-----BEGIN X509 CRL-----\n/);
  expect(authority.received).toHaveLength(1);
});

test('what is not in the plan is not asked; where a redirect leads only when agreed to', async () => {
  const authority = await startAuthority();
  authority.serve('/ca.crl', (_, response) => response.writeHead(302, { Location: '/moved.crl' }).end());
  authority.serve('/moved.crl', (_, response) => response.end(readFileSync(join(authority.folder, 'ca.crl'))));
  const { ask } = await planFor('good.pem', authority);
  await expect(ask(7)).rejects.toThrow('Nothing was asked');
  expect(authority.received).toEqual([]);
  const sentOn = await ask(1);
  expect(sentOn).toMatchObject({ state: 'unknown', toSave: [] });
  expect(sentOn.redirects).toMatchObject([{ address: 2, url: `${authority.lists}/moved.crl` }]);
  expect(authority.received.map(({ url }) => url)).toEqual(['/ca.crl']);
  expect(await ask(2)).toMatchObject({ state: 'good' });
});

test('where nobody can be asked, it is said why', async () => {
  const authority = await startAuthority();
  const { planned } = await planFor('ca.pem', authority);
  expect(planned).toMatchObject({ failure: { code: 'nobody-to-ask' } });

  const good = readFileSync(join(authority.folder, 'good.pem'), 'utf8');
  const web = await startClient({ files: { 'good.pem': good } });
  const { targets } = await web.request<RevocationTargetsAnswer>(requests.revocationTargets, {
    uri: uriOf('good.pem'),
  });
  expect(await web.request(requests.planRevocation, targets[0])).toMatchObject({
    failure: { code: 'no-network', hint: expect.stringContaining('CORS') },
  });
  await web.stop();
});

test('a lens offers it above a certificate that names someone to ask, to editors that have the command', async () => {
  const authority = await startAuthority();
  const { connection, uri } = await startShippedServer(authority.folder, { commands: true });
  const text =
    readFileSync(join(authority.folder, 'good.pem'), 'utf8') + readFileSync(join(authority.folder, 'ca.pem'), 'utf8');
  const textDocument = { uri: `${uri}/both.pem`, languageId: 'pem', version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const lenses = await connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument });
  expect(lenses.map(({ command }) => command?.command)).toEqual([
    'tlsense.showAsText',
    'tlsense.checkRevocationOnline',
    'tlsense.showAsText',
  ]);
  expect(lenses[1]?.command?.arguments).toEqual([textDocument.uri, lenses[0]?.range.start]);
  expect(authority.received).toEqual([]);
});
