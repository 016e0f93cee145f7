import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import type { ProtocolConnection } from 'vscode-languageserver-protocol/node';
import { findFreePort } from '../../scripts/setup/free-port.ts';
import {
  type CheckFieldAnswer,
  type FindWiringsAnswer,
  type IssuanceFields,
  type MutualTlsFiles,
  type PlanIssuanceAnswer,
  requests,
  type TestHandshakeAnswer,
  type WriteIssuanceAnswer,
} from '../../server/lsp/protocol.ts';
import { makeCertificate } from '../support/certificates.ts';
import { startClient } from '../support/lsp-client.ts';
import { startPeer } from '../support/peers.ts';
import { folderWith } from '../support/run-cli.ts';
import { buildIfStale, startShippedServer } from '../support/shipped-server.ts';

beforeAll(buildIfStale, 120_000);

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const span = { from: day(-2), to: day(200) };
const root = await makeCertificate({ cn: 'Orders CA', ca: true, ...span });
const other = await makeCertificate({ cn: 'Other CA', ca: true, ...span });
const localhost = { cn: 'localhost', dns: ['localhost'], usages: ['serverAuth' as const], ...span };
const served = await makeCertificate({ ...localhost, issuer: root });
const client = await makeCertificate({ cn: 'ada', usages: ['clientAuth'], issuer: root, ...span });

function folder(more: Readonly<Record<string, string>> = {}): string {
  return folderWith({
    'ca.pem': root.certificate,
    'server.pem': served.certificate,
    'server.key': served.privateKey,
    'ada.pem': client.certificate,
    'ada.key': client.privateKey,
    ...more,
  });
}

test('a server is tested as three clients, and judged by the CA of the workspace', async () => {
  const place = folder();
  const at = (name: string): string => join(place, name);
  const peer = await startPeer('node', {
    certificate: at('server.pem'),
    privateKey: at('server.key'),
    clientCa: at('ca.pem'),
  });
  try {
    const { connection, uri } = await startShippedServer(place);
    const identity = { certificateUri: `${uri}/ada.pem`, privateKeyUri: `${uri}/ada.key` };
    const params = { place: `localhost:${peer.port}`, identity };
    const answer = await connection.sendRequest<TestHandshakeAnswer>(requests.testHandshake, params);
    expect(answer).toMatchObject({
      value: { isFine: true, sentence: `What localhost:${peer.port} presents is trusted.` },
    });
    const { markdown = '', chainPem = '' } = 'value' in answer ? answer.value : {};
    expect(markdown).toContain('**✔ Trusted:** localhost ← Orders CA');
    expect(markdown).toContain('- Protocol: TLSv1.3\n');
    expect(markdown).toContain('asks for a client certificate of one of these CAs:\n\n- O=Example,CN=Orders CA');
    expect(markdown).toMatch(/- without a certificate: refused \(.*CERTIFICATE.*\)\n/);
    expect(markdown).toMatch(/- with a certificate of another CA: refused \(/);
    expect(markdown).toContain('- with your certificate: the handshake is completed');
    expect(chainPem.startsWith(served.certificate)).toBe(true);
    expect(markdown).not.toContain('PRIVATE KEY');
  } finally {
    await peer.stop();
  }
});

test('what nobody vouches for is not trusted, and where nobody answers, that is said', async () => {
  const place = folder({ 'ca.pem': other.certificate, 'client-ca.pem': root.certificate });
  const at = (name: string): string => join(place, name);
  const files = { certificate: at('server.pem'), privateKey: at('server.key'), clientCa: at('client-ca.pem') };
  const peer = await startPeer('node', files);
  const { connection } = await startShippedServer(folder({ 'ca.pem': other.certificate }));
  const ask = (where: string) => connection.sendRequest<TestHandshakeAnswer>(requests.testHandshake, { place: where });
  const answer = await ask(`localhost:${peer.port}`);
  await peer.stop();
  expect(answer).toMatchObject({ value: { isFine: false } });
  expect(JSON.stringify(answer)).toMatch(/✖ Not trusted.* is not trusted: The path ends at “Orders CA”/);
  const nobody = await ask(`127.0.0.1:${await findFreePort()}`);
  expect(nobody).toMatchObject({ failure: { code: 'no-handshake', message: expect.stringContaining('ECONNREFUSED') } });
});

test('where there are no sockets, as in the web, that is said', async () => {
  const web = await startClient();
  const check = (place: string) => web.request<CheckFieldAnswer>(requests.checkPlace, { place });
  expect(await check('[::1]:8443')).toEqual({});
  expect(await check('localhost')).toMatchObject({ message: expect.stringContaining('example.com:443') });
  const answer = await web.request<TestHandshakeAnswer>(requests.testHandshake, { place: 'localhost:8443' });
  expect(answer).toMatchObject({ failure: { code: 'no-network', hint: expect.stringContaining('tlsense handshake') } });
  await web.stop();
});

async function setUp(connection: ProtocolConnection, fields: IssuanceFields): Promise<MutualTlsFiles> {
  const params = { task: 'mutualTls', fields };
  const planned = await connection.sendRequest<PlanIssuanceAnswer>(requests.planIssuance, params);
  if (!('value' in planned)) throw new Error(JSON.stringify(planned));
  const agreed = { plan: planned.value.plan, overwrite: false };
  const written = await connection.sendRequest<WriteIssuanceAnswer>(requests.writeIssuance, agreed);
  if (!('value' in written) || !written.value.mutualTls) throw new Error(JSON.stringify(written));
  return written.value.mutualTls;
}

test('mutual TLS from nothing: made, wired into what is there, proven', async () => {
  const place = folderWith({
    'nginx/site.conf':
      'server {\n    listen 443 ssl;\n    ssl_certificate ../old.pem;\n    ssl_certificate_key ../old.key;\n}\n',
    'app/server.mjs':
      "import { readFileSync } from 'node:fs';\nimport { createServer } from 'node:https';\ncreateServer({\n  cert: readFileSync('old.pem'),\n  key: readFileSync('old.key'),\n});\n",
    'app/README.md': '```nginx\nserver { listen 443 ssl; ssl_certificate a; ssl_certificate_key b; }\n```\n',
  });
  const { connection, uri } = await startShippedServer(place);
  const names = { commonName: 'localhost', names: 'localhost, 127.0.0.1', clientName: 'ada' };
  const files = await setUp(connection, { ca: { newCaName: 'New CA' }, ...names, folder: `${uri}/certs` });
  const { wirings, snippets } = await connection.sendRequest<FindWiringsAnswer>(requests.findWirings, { files });
  expect(wirings.map((one) => [one.uri.slice(uri.length), one.line, one.language])).toEqual([
    ['/app/server.mjs', 2, 'JavaScript'],
    ['/nginx/site.conf', 0, 'nginx'],
  ]);
  expect(JSON.stringify(wirings[1])).toContain('ssl_client_certificate ');
  expect(snippets.map(({ name }) => name)).toEqual(['tls-server.mjs', 'tls_server.py', 'tls-server.conf']);
  expect(snippets[0]?.text).toContain("readFileSync('certs/localhost.pem')");

  const proof = await connection.sendRequest<TestHandshakeAnswer>(requests.proveMutualTls, { files });
  expect(proof).toMatchObject({
    value: { isFine: true, sentence: 'Mutual TLS works: the server lets in the new client, and nobody else.' },
  });
  expect(readFileSync(join(place, 'certs/ca.index.txt'), 'utf8').match(/^V\t/gm)).toHaveLength(2);

  // With a client of another CA it is not proven, and the report says why.
  const strangers = folder({ 'other.pem': other.certificate });
  const foreign = pathToFileURL(strangers).href;
  const wrong = { certificateUri: `${foreign}/ada.pem`, privateKeyUri: `${foreign}/ada.key` };
  const failed = await connection.sendRequest<TestHandshakeAnswer>(requests.proveMutualTls, {
    files: { ...files, client: wrong },
  });
  expect(failed).toMatchObject({ value: { isFine: false } });
  expect(JSON.stringify(failed)).toMatch(/with your certificate: refused/);
});
