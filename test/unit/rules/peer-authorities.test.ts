/** What the rules about trust anchors and revocation lists claim, asked of the program itself. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ConnectionOptions, connect, createServer, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import { expect, test } from 'vitest';
import { makeCertificate, makeRevocationList } from '../../support/certificates.ts';

const day = 86_400_000;
const now = new Date();
const span = { from: new Date(now.getTime() - day), to: new Date(now.getTime() + 30 * day) };
const root = await makeCertificate({ cn: 'Root', ca: true, depth: 3, ...span });
const upper = await makeCertificate({ cn: 'Upper', ca: true, depth: 2, issuer: root, ...span });
const server = await makeCertificate({
  cn: 'localhost',
  dns: ['localhost'],
  issuer: upper,
  usages: ['serverAuth'],
  ...span,
});
const client = await makeCertificate({ cn: 'client', issuer: upper, usages: ['clientAuth'], ...span });
const whole = upper.certificate + root.certificate;
const ofRoot = await makeRevocationList(root, [], now);
const ofUpper = await makeRevocationList(upper, [], now);

async function listen(options: TlsOptions): Promise<{ readonly listener: Server; readonly port: number }> {
  const listener = createServer({ cert: server.certificate, key: server.privateKey, ...options });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return { listener, port: (listener.address() as AddressInfo).port };
}

/** What a Node.js server that requires client certificates makes of the client’s. */
async function ofServer(options: TlsOptions): Promise<string> {
  const { listener, port } = await listen({ requestCert: true, rejectUnauthorized: false, ...options });
  const { certificate: cert, privateKey: key } = client;
  const outgoing = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: whole, cert, key });
  outgoing.on('error', () => {});
  const [socket] = (await once(listener, 'secureConnection')) as [TLSSocket];
  const result = socket.authorized ? 'accepted' : String(socket.authorizationError);
  outgoing.destroy();
  listener.close();
  return result;
}

/** What a Node.js client makes of the server’s. */
async function ofClient(options: ConnectionOptions): Promise<string> {
  const { listener, port } = await listen({});
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false, ...options });
  await once(socket, 'secureConnect');
  const result = socket.authorized ? 'accepted' : String(socket.authorizationError);
  socket.destroy();
  listener.close();
  return result;
}

test.each([
  ['the intermediate and its root', whole, undefined, 'accepted'],
  ['the intermediate alone', upper.certificate, undefined, 'UNABLE_TO_GET_ISSUER_CERT'],
  ['a list of every CA', whole, [ofUpper, ofRoot], 'accepted'],
  ['no list of the root', whole, [ofUpper], 'UNABLE_TO_GET_CRL'],
  ['no list of the issuer', whole, [ofRoot], 'UNABLE_TO_GET_CRL'],
])('a server with %s', async (_, ca, crl, expected) => {
  expect(await ofServer({ ca, ...(crl && { crl }) })).toBe(expected);
});

test.each([
  ['the intermediate alone', {}, 'UNABLE_TO_GET_ISSUER_CERT'],
  ['the intermediate alone, partial chains allowed', { allowPartialTrustChain: true }, 'accepted'],
])('a client with %s', async (_, options, expected) => {
  expect(await ofClient({ ca: upper.certificate, ...options })).toBe(expected);
});
