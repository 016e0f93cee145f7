/** Each kind of key in each profile, all made by `tlsense issue`: what other programs make of the files. */
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPeer, visit } from '../support/peers.ts';
import { runCli } from '../support/run-cli.ts';

const keys = ['p256', 'p384', 'rsa2048', 'rsa3072', 'rsa4096', 'ed25519'] as const;
/** OpenSSL 3.0, Java and GnuTLS do not know these; Node does. */
const postQuantumKeys = ['mldsa44', 'mldsa65', 'mldsa87'] as const;
const passphrase = 'open sesame';

async function run(cwd: string, command: string, ...args: readonly string[]): Promise<string> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, { cwd, timeout: 60_000 });
    return stdout + stderr;
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === 'ENOENT') throw new Error(`${command} is not installed, and this test needs it`);
    throw new Error(`${command} ${args.join(' ')} ended (${code}):\n${stdout}${stderr}`);
  }
}

/** A mutual handshake in memory, both sides as strict as Python 3.13 and newer are. */
const pythonHandshake = `
import ssl, sys
root, server_chain, server_key, client_chain, client_key = sys.argv[1:]
def context(purpose, chain, key):
    made = ssl.create_default_context(purpose, cafile=root)
    made.verify_mode = ssl.CERT_REQUIRED
    made.verify_flags |= ssl.VERIFY_X509_STRICT
    made.load_cert_chain(chain, key)
    return made
pipes = [ssl.MemoryBIO() for _ in range(2)]
server = context(ssl.Purpose.CLIENT_AUTH, server_chain, server_key).wrap_bio(pipes[0], pipes[1], server_side=True)
client = context(ssl.Purpose.SERVER_AUTH, client_chain, client_key).wrap_bio(pipes[1], pipes[0], server_hostname='localhost')
waiting = [client, server]
for _ in range(20):
    for side in list(waiting):
        try:
            side.do_handshake()
            waiting.remove(side)
        except ssl.SSLWantReadError:
            pass
assert not waiting, 'the handshake did not end'
server.read and client.write(b'x')
assert server.read(1) == b'x'
print(dict(item for rdn in server.getpeercert()['subject'] for item in rdn)['commonName'])
`;

describe.each([...keys, ...postQuantumKeys])('%s', (key) => {
  let folder: string;
  const isPostQuantum = (postQuantumKeys as readonly string[]).includes(key);
  const path = (name: string): string => join(folder, name);
  const read = (name: string): string => readFileSync(path(name), 'utf8');

  async function issue(...args: readonly string[]): Promise<void> {
    const { code, stderr } = await runCli(folder, ['issue', ...args, '--at', new Date().toISOString()]);
    if (code !== 0) throw new Error(stderr);
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tlsense-accepted-'));
    const root = ['--ca', 'ca.pem', '--ca-key', 'ca.key', '--key', key];
    await issue('ca', '--cn', 'Root CA', '--out', '.', '--key', key, '--path-len', '1');
    await issue(
      'ca',
      '--cn',
      'Issuing CA',
      '--out',
      'issuing',
      ...root,
      '--permit',
      'localhost',
      '--permit',
      '@localhost',
    );
    const issuing = [
      '--ca',
      'issuing/issuing-ca.pem',
      '--ca-key',
      'issuing/issuing-ca.key',
      '--key',
      key,
      '--out',
      '.',
    ];
    await issue('server', ...issuing, '--cn', 'localhost');
    await issue('client', ...issuing, '--cn', 'ada');
    await issue('email', ...issuing, '--cn', 'Grace', '--email', 'grace@localhost');
    writeFileSync(path('secret'), `${passphrase}\n`);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const leaves = [
    ['server', 'localhost', 'sslserver', '1.3.6.1.5.5.7.3.1'],
    ['client', 'ada', 'sslclient', '1.3.6.1.5.5.7.3.2'],
    ['email', 'grace', 'smimesign', '1.3.6.1.5.5.7.3.4'],
  ] as const;

  it('Node: every signature verifies, and a mutual handshake is made', async () => {
    const [root, issuing] = ['ca.pem', 'issuing/issuing-ca.pem'].map((name) => new X509Certificate(read(name)));
    if (!root || !issuing) throw new Error('no CA');
    expect(root.verify(root.publicKey) && issuing.verify(root.publicKey)).toBe(true);
    for (const [, name] of leaves)
      expect(new X509Certificate(read(`${name}.pem`)).verify(issuing.publicKey)).toBe(true);
    const files = { certificate: path('localhost.pem'), privateKey: path('localhost.key') };
    const peer = await startPeer('node', { ...files, clientCa: path('ca.pem') });
    try {
      const client = { certificate: path('ada.pem'), privateKey: path('ada.key') };
      expect(await visit(peer.port, { serverCa: path('ca.pem'), ...client })).toEqual({ accepted: 'ada' });
    } finally {
      await peer.stop();
    }
  });

  it('tlsense itself: every leaf is trusted', async () => {
    for (const [, name] of leaves) {
      const own = [
        '--trust',
        'ca.pem',
        '--intermediates',
        'issuing/issuing-ca.pem',
        '--at',
        `${new Date().toISOString().slice(0, 19)}Z`,
      ];
      const { code, stdout } = await runCli(folder, ['verify', `${name}.pem`, '--purpose', 'any', ...own]);
      expect(code, stdout).toBe(0);
    }
  });

  if (isPostQuantum) return;
  describe('other programs', () => {
    it('openssl verify -x509_strict: both CAs', async () => {
      expect(await run(folder, 'openssl', 'verify', '-x509_strict', '-CAfile', 'ca.pem', 'ca.pem')).toMatch(/: OK/);
      expect(
        await run(folder, 'openssl', 'verify', '-x509_strict', '-CAfile', 'ca.pem', 'issuing/issuing-ca.pem'),
      ).toMatch(/: OK/);
    });

    it.each(leaves)('openssl verify -x509_strict and certtool: the %s certificate', async (_, name, purpose, oid) => {
      const given = ['-CAfile', 'ca.pem', '-untrusted', 'issuing/issuing-ca.pem', '-purpose', purpose, `${name}.pem`];
      expect(await run(folder, 'openssl', 'verify', '-x509_strict', ...given)).toMatch(/: OK/);
      const chain = ['--verify', '--load-ca-certificate', 'ca.pem', '--infile', `${name}.pem`];
      expect(await run(folder, 'certtool', ...chain, '--verify-purpose', oid)).toMatch(
        /Chain verification output: Verified/,
      );
    });

    it('Python, strict: a mutual handshake', async () => {
      const files = ['localhost.pem', 'localhost.key', 'ada.pem', 'ada.key'];
      expect((await run(folder, 'python3', '-c', pythonHandshake, 'ca.pem', ...files)).trim()).toBe('ada');
    });

    it('nginx takes certificate, key, CA and revocation list', async () => {
      await issue('crl', '--ca', 'ca.pem', '--ca-key', 'ca.key');
      const server = `listen 127.0.0.1:8443 ssl; ssl_certificate localhost.pem; ssl_certificate_key localhost.key;
        ssl_client_certificate ca.pem; ssl_verify_client on; ssl_verify_depth 2; ssl_crl ca.crl;`;
      writeFileSync(
        path('nginx.conf'),
        `pid nginx.pid; error_log stderr; events {} http { access_log off; server { ${server} } }`,
      );
      expect(await run(folder, 'nginx', '-t', '-p', folder, '-c', path('nginx.conf'), '-e', 'stderr')).toMatch(
        /test is successful/,
      );
    });

    it.each(['modern', 'compatible'])('PKCS#12, %s: opens with openssl and keytool', async (mode) => {
      const own = ['--cert', 'ada.pem', '--key-file', 'ada.key', '--chain', 'issuing/issuing-ca.pem', '--name', 'ada'];
      const out = [
        `--out`,
        `${mode}.p12`,
        '--passphrase-file',
        'secret',
        ...(mode === 'compatible' ? ['--compatible'] : []),
      ];
      await issue('p12', ...own, ...out);
      const text = await run(folder, 'openssl', 'pkcs12', '-in', `${mode}.p12`, '-passin', 'file:secret', '-nodes');
      expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
      expect(text).toMatch(/BEGIN PRIVATE KEY/);
      const store = ['-list', '-v', '-storetype', 'PKCS12', '-keystore', `${mode}.p12`, '-storepass', passphrase];
      const listed = await run(folder, 'keytool', ...store);
      expect(listed).toMatch(/Entry type: PrivateKeyEntry/);
      expect(listed).toMatch(/Certificate chain length: 2/);
    });

    it('an encrypted key opens with openssl and its passphrase alone', async () => {
      const own = [
        '--ca',
        'issuing/issuing-ca.pem',
        '--ca-key',
        'issuing/issuing-ca.key',
        '--key',
        key,
        '--out',
        'locked',
      ];
      await issue('client', ...own, '--cn', 'ada', '--passphrase-file', 'secret');
      expect(read('locked/ada.key')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
      await run(folder, 'openssl', 'pkey', '-in', 'locked/ada.key', '-passin', 'file:secret', '-noout', '-check');
      const wrong = run(folder, 'openssl', 'pkey', '-in', 'locked/ada.key', '-passin', 'pass:wrong', '-noout');
      await expect(wrong).rejects.toThrow(/ended/);
    });
  });
});
