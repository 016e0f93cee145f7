/** `tlsense handshake` sees what `openssl s_client` sees, whatever the server is. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEFAULT_CIPHERS } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { findFreePort } from '../../scripts/setup/free-port.ts';
import { makeCertificate } from '../support/certificates.ts';
import { type Peer, type ServerFiles, startNginx, startPeer } from '../support/peers.ts';
import { folderWith, runCli } from '../support/run-cli.ts';

const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const span = { from: day(-2), to: day(200) };
const root = await makeCertificate({ cn: 'Server Root', ca: true, ...span });
const intermediate = await makeCertificate({ cn: 'Server CA', ca: true, depth: 0, issuer: root, ...span });
const server = await makeCertificate({
  cn: 'localhost',
  dns: ['localhost'],
  usages: ['serverAuth'],
  issuer: intermediate,
  ...span,
});
const clientCa = await makeCertificate({ cn: 'Client CA', ca: true, ...span });
const client = await makeCertificate({ cn: 'ada', usages: ['clientAuth'], issuer: clientCa, ...span });

function setUp(): { readonly folder: string; readonly files: ServerFiles } {
  const folder = folderWith({
    'root.pem': root.certificate,
    'server.pem': server.certificate + intermediate.certificate,
    'server.key': server.privateKey,
    'intermediate.pem': intermediate.certificate,
    'client-ca.pem': clientCa.certificate,
    'client.pem': client.certificate,
    'client.key': client.privateKey,
  });
  const at = (name: string): string => join(folder, name);
  const files = { certificate: at('server.pem'), privateKey: at('server.key'), clientCa: at('client-ca.pem') };
  return { folder, files };
}

/** As long as nobody speaks to it, `openssl s_server` waits. */
async function startOpenssl({ certificate, privateKey, clientCa }: ServerFiles, ...more: string[]): Promise<Peer> {
  const port = await findFreePort();
  const own = [
    '-cert',
    certificate,
    '-cert_chain',
    join(dirname(certificate), 'intermediate.pem'),
    '-key',
    privateKey,
    '-CAfile',
    clientCa,
  ];
  const child = spawn('openssl', ['s_server', '-accept', String(port), ...own, ...more], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (data) => /ACCEPT/.test(String(data)) && resolve());
    child.on('exit', (code) => reject(new Error(`openssl s_server ended with ${code}`)));
  });
  return {
    port,
    refusals: () => '',
    async stop() {
      child.kill('SIGKILL');
    },
  };
}

const nginx12 = (files: ServerFiles): Promise<Peer> =>
  startNginx(
    (port) => `server {
      listen 127.0.0.1:${port} ssl;
      ssl_certificate ${files.certificate};
      ssl_certificate_key ${files.privateKey};
      ssl_client_certificate ${files.clientCa};
      ssl_verify_client on;
      ssl_protocols TLSv1.2;
    }`,
  );

const asking = ['-Verify', '2', '-verify_return_error'];

interface Expected {
  readonly protocol: string;
  readonly authorities: readonly string[];
  /** Whom the server refuses in the handshake itself. */
  readonly refused: readonly ('none' | 'other CA')[];
}
const both = ['none', 'other CA'] as const;

test.each<[string, (files: ServerFiles) => Promise<Peer>, Expected]>([
  ['nginx', (f) => startPeer('nginx', f), { protocol: 'TLSv1.3', authorities: ['CN=Client CA'], refused: [] }],
  ['nginx, TLS 1.2', nginx12, { protocol: 'TLSv1.2', authorities: ['CN=Client CA'], refused: [] }],
  ['Node', (f) => startPeer('node', f), { protocol: 'TLSv1.3', authorities: ['CN=Client CA'], refused: both }],
  // Python asks, and names nobody.
  ['Python', (f) => startPeer('python', f), { protocol: 'TLSv1.3', authorities: [], refused: both }],
  ['openssl', (f) => startOpenssl(f, ...asking), { protocol: 'TLSv1.3', authorities: ['CN=Client CA'], refused: both }],
  [
    'openssl, TLS 1.2',
    (f) => startOpenssl(f, '-tls1_2', ...asking),
    { protocol: 'TLSv1.2', authorities: ['CN=Client CA'], refused: both },
  ],
  [
    'openssl, ChaCha20 and P-384',
    (f) => startOpenssl(f, '-ciphersuites', 'TLS_CHACHA20_POLY1305_SHA256', '-groups', 'P-384', ...asking),
    { protocol: 'TLSv1.3', authorities: ['CN=Client CA'], refused: both },
  ],
  ['openssl, asking nobody', (f) => startOpenssl(f), { protocol: 'TLSv1.3', authorities: [], refused: [] }],
])('%s', async (_, startServer, expected) => {
  const { folder, files } = setUp();
  const peer = await startServer(files);
  onTestFinished(() => peer.stop());
  const own = ['--cert', 'client.pem', '--key', 'client.key'];
  const call = ['handshake', `127.0.0.1:${peer.port}`, '--name', 'localhost', '--trust', 'root.pem', ...own];
  const more = ['--at', `${new Date().toISOString().slice(0, 19)}Z`, '--format', 'json', '--save', 'chain.pem'];
  const { stdout, stderr, code } = await runCli(folder, [...call, ...more]);
  expect(stderr).toBe('');
  const report = JSON.parse(stdout);
  const seen = await seenByOpenssl(peer.port);

  expect(report.protocol).toBe(expected.protocol);
  expect(report.protocol).toBe(seen.protocol);
  expect(report.cipherSuite).toBe(seen.suite);
  expect(readFileSync(join(folder, 'chain.pem'), 'utf8')).toBe(seen.chain);
  expect(seen.chain).toBe(server.certificate + intermediate.certificate);
  expect(report.clientCertificate.authorities.map(firstAttribute)).toEqual(expected.authorities);
  expect(report.clientCertificate.authorities.map(firstAttribute)).toEqual(seen.authorities.map(firstAttribute));
  const isAsked = expected.authorities.length + expected.refused.length > 0;
  expect(report.clientCertificate.requested).toBe(isAsked);
  expect(report.path.verdict).toBe('trusted');
  const attempts = new Map<string, { completed: boolean }>(
    report.attempts.map((one: { certificate: string }) => [one.certificate, one]),
  );
  expect(attempts.get('own')?.completed).toBe(true);
  for (const whom of isAsked ? both : (['none'] as const)) {
    expect([whom, attempts.get(whom)?.completed]).toEqual([whom, !expected.refused.includes(whom)]);
  }
  expect(code).toBe(0);
});

test('a chain that is not trusted, and a server that is none', async () => {
  const { folder, files } = setUp();
  const peer = await startPeer('node', files);
  onTestFinished(() => peer.stop());
  const place = `127.0.0.1:${peer.port}`;
  const at = ['--at', `${new Date().toISOString().slice(0, 19)}Z`];
  const other = await runCli(folder, ['handshake', place, '--name', 'localhost', '--trust', 'client-ca.pem', ...at]);
  expect(other.stdout).toContain(`${place} is not trusted`);
  expect(other.stdout).toContain('with a certificate of another CA: refused (');
  expect(other.code).toBe(1);
  const name = await runCli(folder, ['handshake', place, '--name', 'example.com', '--trust', 'root.pem', ...at]);
  expect(name.stdout).toContain(`${place} is not trusted`);
  expect(name.code).toBe(1);
  const nobody = await runCli(folder, ['handshake', '127.0.0.1:1', ...at]);
  expect(nobody.stderr).toContain('error: no handshake with 127.0.0.1:1: ECONNREFUSED');
  expect(nobody.code).toBe(2);
});

interface Seen {
  readonly protocol: string;
  readonly suite: string;
  /** As PEM, in the order sent. */
  readonly chain: string;
  readonly authorities: readonly string[];
}

async function seenByOpenssl(port: number): Promise<Seen> {
  // The suites that Node.js offers, since the server chooses among what it is offered.
  const offered = DEFAULT_CIPHERS.split(':').filter((name) => !name.startsWith('TLS_'));
  const args = ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', 'localhost', '-showcerts'];
  // Beside this process: one of the servers runs in it.
  const child = spawn('openssl', [...args, '-nameopt', 'RFC2253', '-cipher', offered.join(':')]);
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
  });
  child.stdin.on('error', () => {});
  child.stdin.end();
  // A server may refuse clients without a certificate; what it presented is printed all the same.
  await once(child, 'close');
  const [, protocol = '', name = ''] = /^New, (\S+), Cipher is (\S+)/m.exec(text) ?? [];
  const [, negotiated = protocol] = /^\s*Protocol\s*: (TLS\S+)$/m.exec(text) ?? [];
  const standard = execFileSync('openssl', ['ciphers', '-stdname', '-s', '-v', 'ALL'], { encoding: 'utf8' });
  const row = standard.split('\n').find((line) => line.includes(` - ${name} `));
  const names =
    /^Acceptable client certificate CA names\n((?:.*=.*\n)*?)(?=Client Certificate Types|Requested Signature)/m;
  return {
    protocol: negotiated,
    suite: row?.split(' - ')[0]?.trim() ?? name,
    chain:
      (text.split('\nServer certificate\n')[0] ?? '')
        .match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g)
        ?.join('') ?? '',
    authorities: names.exec(text)?.[1]?.trim().split('\n').filter(Boolean) ?? [],
  };
}

/** `CN=Client CA`: the order of attributes is another in each notation. */
function firstAttribute(name: string): string {
  return /CN=[^,]+/.exec(name)?.[0] ?? name;
}
