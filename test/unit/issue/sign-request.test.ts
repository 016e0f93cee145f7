import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRequest } from '../../../server/core/issue/create-request.ts';
import { issueCa } from '../../../server/core/issue/issue.ts';
import { signRequest } from '../../../server/core/issue/sign-request.ts';
import { authorityOf, given, refusal } from './given.ts';
import { attime, type Bench, extensionsOf, fieldOf, makeBench, now } from './openssl.ts';

const { crypto } = globalThis;
let bench: Bench;
let ca: ReturnType<typeof authorityOf>;

beforeAll(async () => {
  bench = makeBench();
  const issued = given(await issueCa({ crypto, now, commonName: 'Example CA' }));
  bench.write('ca.pem', issued.certificatePem);
  bench.write('ca.key', issued.privateKeyPem);
  ca = authorityOf(issued);
});
afterAll(() => bench.remove());

const shown = (name: string) => bench.openssl('x509', '-in', name, '-noout', '-text', '-nameopt', 'RFC2253');

describe('a new request', () => {
  it.each(['p256', 'p384', 'rsa2048', 'ed25519'] as const)(
    'with a %s key is what openssl verifies',
    async (keyType) => {
      const made = given(
        await createRequest({
          crypto,
          commonName: 'api',
          profile: 'server',
          dns: ['api.example'],
          ips: ['::1'],
          keyType,
        }),
      );
      bench.write('request.csr', made.requestPem);
      bench.write('request.key', made.privateKeyPem ?? '');
      expect(bench.openssl('req', '-in', 'request.csr', '-noout', '-verify')).toBe('');
      const text = bench.openssl('req', '-in', 'request.csr', '-noout', '-text', '-nameopt', 'RFC2253');
      expect(fieldOf(text, 'Subject')).toBe('CN=api');
      expect(text).toContain('DNS:api.example, IP Address:0:0:0:0:0:0:0:1');
      expect(text).toMatch(/Extended Key Usage:\s+TLS Web Server Authentication/);
      expect(bench.openssl('pkey', '-in', 'request.key', '-pubout')).toBe(
        bench.openssl('req', '-in', 'request.csr', '-noout', '-pubkey'),
      );
    },
  );

  it('uses a key that is there, encrypted or not', async () => {
    bench.openssl('genpkey', '-algorithm', 'RSA', '-aes256', '-pass', 'pass:secret', '-out', 'old.key');
    const key = { pem: bench.read('old.key'), passphrase: 'secret' };
    const made = given(await createRequest({ crypto, commonName: 'ada', profile: 'client', key }));
    expect(made.privateKeyPem).toBeUndefined();
    bench.write('old.csr', made.requestPem);
    expect(bench.openssl('req', '-in', 'old.csr', '-noout', '-pubkey')).toBe(
      bench.openssl('pkey', '-in', 'old.key', '-passin', 'pass:secret', '-pubout'),
    );
  });

  it('takes only names that such a certificate has', async () => {
    const request = { crypto, commonName: 'a.example', profile: 'server', emails: ['a@b.example'] } as const;
    expect(refusal(await createRequest(request))).toMatch(/^name-not-of-profile: “a@b.example”/);
    expect(refusal(await createRequest({ crypto, commonName: 'a', profile: 'ca', dns: ['b'] }))).toMatch(
      /^name-not-of-profile: A CA has no alternative names/,
    );
  });
});

describe('signing a request', () => {
  /** A request of openssl's that asks for more than is good for it. */
  function greedy(): string {
    bench.write(
      'greedy.cnf',
      '[req]\ndistinguished_name=dn\nreq_extensions=v3\nprompt=no\n[dn]\nO=Evil\nCN=api.example\n[v3]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\nsubjectAltName=DNS:api.example,email:a@b.example,DNS:a b,IP:10.0.0.7\n',
    );
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', 'greedy.key'];
    bench.openssl('req', ...key, '-config', 'greedy.cnf', '-out', 'greedy.csr');
    return bench.read('greedy.csr');
  }

  it('takes its key and the names that fit, never what it asks to be', async () => {
    const signed = given(await signRequest({ crypto, now, ca, requestPem: greedy(), profile: 'server' }));
    bench.write('signed.pem', signed.certificatePem);
    expect(signed.taken).toEqual(['DNS:api.example', 'IP Address:10.0.0.7', 'CN=api.example']);
    expect(signed.left).toEqual(['email:a@b.example', 'DNS:a b', 'O=Evil', 'basicConstraints', 'keyUsage']);
    const text = shown('signed.pem');
    expect(fieldOf(text, 'Subject')).toBe('CN=api.example');
    expect(extensionsOf(text).slice(0, 4)).toEqual([
      'X509v3 Basic Constraints: critical',
      'CA:FALSE',
      'X509v3 Key Usage: critical',
      'Digital Signature',
    ]);
    expect(extensionsOf(text).at(-1)).toBe('DNS:api.example, IP Address:10.0.0.7');
    const verify = ['verify', '-x509_strict', '-attime', attime, '-purpose', 'sslserver', '-CAfile', 'ca.pem'];
    expect(bench.openssl(...verify, 'signed.pem')).toContain('OK');
    expect(bench.openssl('x509', '-in', 'signed.pem', '-noout', '-pubkey')).toBe(
      bench.openssl('pkey', '-in', 'greedy.key', '-pubout'),
    );
  });

  it('takes the whole subject where that is chosen', async () => {
    const request = { crypto, now, ca, requestPem: greedy(), profile: 'server', wholeSubject: true } as const;
    const signed = given(await signRequest(request));
    bench.write('signed.pem', signed.certificatePem);
    expect(fieldOf(shown('signed.pem'), 'Subject')).toBe('CN=api.example,O=Evil');
    expect(signed.taken).toContain('O=Evil');
  });

  it('takes other names where they are given', async () => {
    const names = { dns: ['other.example'] };
    const request = { crypto, now, ca, requestPem: greedy(), profile: 'server', commonName: 'Other', names } as const;
    const signed = given(await signRequest(request));
    bench.write('signed.pem', signed.certificatePem);
    expect(signed.taken).toEqual([]);
    expect(fieldOf(shown('signed.pem'), 'Subject')).toBe('CN=Other');
    expect(extensionsOf(shown('signed.pem')).at(-1)).toBe('DNS:other.example');
  });

  it.each<[string, () => string, RegExp]>([
    ['no request', () => ca.certificatePem, /^request-missing/],
    ['a damaged one', () => greedy().replace(/\n(.{64})\n/, '\n'), /^request-unreadable/],
    [
      'one whose signature is another’s',
      () => {
        const lines = greedy().trimEnd().split('\n');
        const last = Buffer.from(lines.at(-2) ?? '', 'base64');
        last[last.length - 1] = (last.at(-1) ?? 0) ^ 1;
        return [...lines.slice(0, -2), last.toString('base64'), lines.at(-1), ''].join('\n');
      },
      /^request-signature/,
    ],
  ])('refuses %s', async (_, requestPem, expected) => {
    const request = { crypto, now, ca, requestPem: requestPem(), profile: 'server' } as const;
    expect(refusal(await signRequest(request))).toMatch(expected);
  });

  it('refuses names that the CA may not issue for', async () => {
    const limited = given(await issueCa({ crypto, now, commonName: 'Limited', permitted: ['other.example'] }));
    const request = { crypto, now, requestPem: greedy(), profile: 'server' } as const;
    expect(refusal(await signRequest({ ...request, ca: authorityOf(limited) }))).toMatch(/^name-not-permitted/);
  });
});
