import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { findFreePort } from '../../scripts/setup/free-port.ts';
import { folderWith } from './run-cli.ts';

/** One request that reached the server of lists. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Authority {
  /** ca.pem and ca.key, good.pem, bad.pem (revoked), stranger.pem (never heard of), ca.crl, stale.crl, forged.crl … */
  readonly folder: string;
  /** `http://127.0.0.1:PORT`, where `openssl ocsp` answers once it is started. */
  readonly responder: string;
  readonly lists: string;
  readonly received: readonly Received[];
  /** What the server of lists answers at a path; before, 404. */
  serve(path: string, answer: (request: Received, response: ServerResponse) => void): void;
  startResponder(signer: 'ca' | 'delegate' | 'good', ...options: readonly string[]): Promise<void>;
  openssl(...args: readonly string[]): void;
}

/**
 * A CA of today with a responder and lists on loopback, all made by OpenSSL: it signs answers as of the machine's own
 * clock.
 */
export async function startAuthority(): Promise<Authority> {
  const received: Received[] = [];
  const answers = new Map<string, (request: Received, response: ServerResponse) => void>();
  const lists = await listen(received, answers);
  const port = await findFreePort();
  const responder = `http://127.0.0.1:${port}`;
  const folder = folderWith({ 'openssl.cnf': config(responder, lists), number: '01\n', index: '', attributes: '' });
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  };
  makeFiles(folder, openssl);
  for (const name of ['ca', 'stale', 'forged']) {
    answers.set(`/${name}.crl`, (_, response) => response.end(readFileSync(join(folder, `${name}.crl`))));
  }
  return {
    folder,
    responder: `${responder}/`,
    lists,
    received,
    serve: (path, answer) => void answers.set(path, answer),
    openssl,
    async startResponder(signer, ...options) {
      const given = ['-port', String(port), '-index', 'index', '-CA', 'ca.pem'];
      const signing = ['-rsigner', `${signer}.pem`, '-rkey', `${signer}.key`];
      const child = spawn('openssl', ['ocsp', ...given, ...signing, ...options], { cwd: folder, stdio: 'pipe' });
      onTestFinished(() => void child.kill('SIGKILL'));
      await new Promise<void>((resolve, reject) => {
        const look = (piece: Buffer): void => {
          if (/ACCEPT|waiting for/i.test(String(piece))) resolve();
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        child.on('exit', (code) => reject(new Error(`openssl ocsp ended with ${code}`)));
      });
    },
  };
}

async function listen(
  received: Received[],
  answers: ReadonlyMap<string, (request: Received, response: ServerResponse) => void>,
): Promise<string> {
  const server: Server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, body: Buffer.concat(pieces) };
    received.push(one);
    const answer = answers.get(url);
    if (answer) answer(one, response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function makeFiles(folder: string, openssl: Authority['openssl']): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'openssl.cnf'];
  for (const ca of ['ca', 'imposter']) {
    const files = ['-keyout', `${ca}.key`, '-out', `${ca}.pem`];
    openssl('req', '-x509', ...key, ...files, '-subj', '/CN=Online CA', '-days', '30', '-extensions', 'ca');
  }
  const serials = { good: '1001', bad: '1002', stranger: '1003', delegate: '1004' };
  for (const [name, serial] of Object.entries(serials)) {
    openssl('req', '-new', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', `0x${serial}`, '-days', '20'];
    const profile = ['-extfile', 'openssl.cnf', '-extensions', name === 'delegate' ? 'delegate' : 'leaf'];
    openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...signing, ...profile);
  }
  const [year, ...rest] = new Date(Date.now() - 86_400_000).toISOString().slice(2, 19).split(/[-:T]/);
  const yesterday = `${year}${rest.join('')}Z`;
  writeFileSync(
    join(folder, 'index'),
    `V\t400101000000Z\t\t1001\tunknown\t/CN=good\nR\t400101000000Z\t${yesterday},keyCompromise\t1002\tunknown\t/CN=bad\n`,
  );
  const list = (name: string, signer: string, ...days: readonly string[]): void => {
    const signing = ['-cert', `${signer}.pem`, '-keyfile', `${signer}.key`];
    openssl(
      'ca',
      '-config',
      'openssl.cnf',
      '-name',
      'authority',
      '-gencrl',
      '-out',
      `${name}.pem.crl`,
      ...signing,
      ...days,
    );
    openssl('crl', '-in', `${name}.pem.crl`, '-outform', 'DER', '-out', `${name}.crl`);
  };
  list('ca', 'ca', '-crldays', '7');
  list('forged', 'imposter', '-crldays', '7');
  list('stale', 'ca', '-crl_lastupdate', '200101000000Z', '-crl_nextupdate', '200201000000Z');
}

function config(responder: string, lists: string): string {
  return `
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign, digitalSignature
subjectKeyIdentifier = hash
[leaf]
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature
subjectAltName = DNS:host.example.com
authorityInfoAccess = OCSP;URI:${responder}/, caIssuers;URI:${lists}/ca.der
crlDistributionPoints = URI:${lists}/ca.crl, URI:ldap://127.0.0.1/cn=ca
[delegate]
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
[authority]
database = index
crlnumber = number
default_md = sha256
crl_extensions = list
[list]
authorityKeyIdentifier = keyid
`;
}
