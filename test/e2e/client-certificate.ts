/** A client certificate as a person gets it, checked by others: OpenSSL reads it, a TLS server lets it in. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificate } from '../support/certificates.ts';
import { type ClientFiles, startPeer, visit } from '../support/peers.ts';

const execute = promisify(execFile);
const limit = { timeout: 30_000 };
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Absolute paths. */
export interface IssuedFiles {
  readonly ca: string;
  readonly certificate: string;
  readonly privateKey: string;
  readonly passphrase?: string;
}

/** Asks OpenSSL whether the certificate is what RFC 5280 and a server want of a client, and whether its key is its own. */
export async function expectClientCertificate(files: IssuedFiles, days: number): Promise<void> {
  const { ca, certificate, privateKey, passphrase } = files;
  const verified = await openssl('verify', '-x509_strict', '-purpose', 'sslclient', '-CAfile', ca, certificate);
  assert.match(verified, /: OK$/m);

  const text = await openssl('x509', '-in', certificate, '-noout', '-text');
  assert.match(text, /X509v3 Key Usage: critical\n +Digital Signature\n/);
  assert.match(text, /X509v3 Extended Key Usage: *\n +TLS Web Client Authentication\n/);
  assert.match(text, /X509v3 Basic Constraints:.*\n +CA:FALSE\n/);
  assert.equal(keyIdentifier(text, 'Authority'), keyIdentifier(await openssl('x509', '-in', ca, '-noout', '-text')));
  assert.notEqual(keyIdentifier(text), keyIdentifier(text, 'Authority'));

  const serial = /serial=(\w+)/.exec(await openssl('x509', '-in', certificate, '-noout', '-serial'))?.[1] ?? '';
  assert.match(serial, /^(?:\w\w){8,20}$/);
  // A first octet above would need another before it, and 20 are the most (RFC 5280 §4.1.2.2).
  assert.ok(serial.length < 40 || Number.parseInt(serial.slice(0, 2), 16) < 0x80, serial);

  const dates = await openssl('x509', '-in', certificate, '-noout', '-dates');
  const [notBefore, notAfter] = [dateOf(dates, 'notBefore'), dateOf(dates, 'notAfter')];
  // An hour back, for peers whose clocks are behind; the test itself takes a while.
  const hoursBack = (Date.now() - notBefore) / (60 * minuteMs);
  assert.ok(hoursBack >= 1 && hoursBack < 1.05, dates);
  // The last second counts (RFC 5280 §4.1.2.5).
  assert.equal(notAfter + 1000 - notBefore, days * dayMs);

  assert.equal((await stat(privateKey)).mode & 0o777, 0o600);
  const label = passphrase === undefined ? 'PRIVATE KEY' : 'ENCRYPTED PRIVATE KEY';
  assert.match(await readFile(privateKey, 'utf8'), new RegExp(`^-----BEGIN ${label}-----\n`));
  const secret = passphrase === undefined ? [] : ['-passin', `pass:${passphrase}`];
  const ownKey = await openssl('x509', '-in', certificate, '-noout', '-pubkey');
  assert.equal(await openssl('pkey', '-in', privateKey, '-pubout', ...secret), ownKey);
}

/**
 * Asks a Node server that trusts the CA alone and insists on a client certificate: it lets this client in, by its name,
 * and nobody without one. `folder` takes the server's own files.
 */
export async function expectHandshake(files: IssuedFiles, name: string, folder: string): Promise<void> {
  const [from, to] = [new Date(Date.now() - dayMs), new Date(Date.now() + dayMs)];
  const server = await makeCertificate({ cn: 'localhost', dns: ['localhost'], usages: ['serverAuth'], from, to });
  const own = { certificate: join(folder, 'peer.pem'), privateKey: join(folder, 'peer.key') };
  await writeFile(own.certificate, server.certificate);
  await writeFile(own.privateKey, server.privateKey);
  const peer = await startPeer('node', { ...own, clientCa: files.ca });
  try {
    const client: ClientFiles = { ...files, serverCa: own.certificate };
    assert.deepEqual(await visit(peer.port, client), { accepted: name });
    assert.ok('refused' in (await visit(peer.port, { serverCa: own.certificate })));
    assert.match(peer.refusals(), /PEER_DID_NOT_RETURN_A_CERTIFICATE/);
  } finally {
    await peer.stop();
  }
}

export async function openssl(...args: readonly string[]): Promise<string> {
  return (await execute('openssl', args, limit)).stdout;
}

function keyIdentifier(text: string, whose: 'Subject' | 'Authority' = 'Subject'): string {
  const found = new RegExp(`X509v3 ${whose} Key Identifier: *\n +(?:keyid:)?([0-9A-F:]{59})\\s`).exec(text)?.[1];
  assert.ok(found, `the ${whose.toLowerCase()} key identifier in ${text}`);
  return found;
}

function dateOf(dates: string, which: 'notBefore' | 'notAfter'): number {
  return Date.parse(new RegExp(`^${which}=(.*)$`, 'm').exec(dates)?.[1] ?? '');
}
