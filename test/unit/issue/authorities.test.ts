import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCa, issueEmail, issueServer } from '../../../server/core/issue/issue.ts';
import { renewCertificate } from '../../../server/core/issue/renew.ts';
import { authorityOf, given, refusal } from './given.ts';
import { attime, type Bench, extensionsOf, fieldOf, makeBench, now } from './openssl.ts';

const { crypto } = globalThis;
let bench: Bench;
beforeAll(() => {
  bench = makeBench();
});
afterAll(() => bench.remove());

const shown = (name: string) => bench.openssl('x509', '-in', name, '-noout', '-text', '-nameopt', 'RFC2253');
const verify = ['verify', '-x509_strict', '-attime', attime];

describe('an intermediate CA', () => {
  it('is below a root, with the path length that is asked for, and what it issues verifies', async () => {
    const root = given(await issueCa({ crypto, now, commonName: 'Root', pathLen: 1 }));
    const middle = given(await issueCa({ crypto, now, commonName: 'Middle', ca: authorityOf(root), keyType: 'p384' }));
    const server = given(await issueServer({ crypto, now, ca: authorityOf(middle), commonName: 'a.example' }));
    bench.write('root.pem', root.certificatePem);
    bench.write('middle.pem', middle.certificatePem);
    bench.write('server.pem', server.certificatePem);
    expect(middle.profile).toBe('intermediate');
    expect(fieldOf(shown('middle.pem'), 'Issuer')).toBe('CN=Root');
    expect(extensionsOf(shown('middle.pem')).slice(0, 4)).toEqual([
      'X509v3 Basic Constraints: critical',
      'CA:TRUE, pathlen:0',
      'X509v3 Key Usage: critical',
      'Certificate Sign, CRL Sign',
    ]);
    expect(server.intermediatePem).toBe(middle.certificatePem);
    const chain = ['-CAfile', 'root.pem', '-untrusted', 'middle.pem', 'server.pem'];
    expect(bench.openssl(...verify, ...chain)).toBe('server.pem: OK\n');
  });

  it('is not issued by a CA whose path length forbids it', async () => {
    const root = given(await issueCa({ crypto, now, commonName: 'Root' }));
    expect(refusal(await issueCa({ crypto, now, commonName: 'Middle', ca: authorityOf(root) }))).toMatch(
      /^ca-path-length: “Root” may not issue CAs/,
    );
  });
});

describe('name constraints', () => {
  it('are written as openssl reads them, and hold', async () => {
    const permitted = ['example.com', '10.0.0.0/8', '2001:db8::/33', '@example.com', 'ada@other.example', '192.0.2.7'];
    const ca = given(await issueCa({ crypto, now, commonName: 'CA', permitted, excluded: ['bad.example.com'] }));
    bench.write('ca.pem', ca.certificatePem);
    const extensions = extensionsOf(shown('ca.pem'));
    expect(extensions.slice(extensions.indexOf('X509v3 Name Constraints: critical') + 1)).toEqual([
      'Permitted:',
      'DNS:example.com',
      'IP:10.0.0.0/255.0.0.0',
      'IP:2001:DB8:0:0:0:0:0:0/FFFF:FFFF:8000:0:0:0:0:0',
      'email:example.com',
      'email:ada@other.example',
      'IP:192.0.2.7/255.255.255.255',
      'Excluded:',
      'DNS:bad.example.com',
    ]);
    const server = (dns: string[], ips: string[] = []) =>
      issueServer({ crypto, now, ca: authorityOf(ca), commonName: 'a', dns, ips });
    bench.write('server.pem', given(await server(['a.example.com'], ['10.1.2.3'])).certificatePem);
    expect(bench.openssl(...verify, '-CAfile', 'ca.pem', 'server.pem')).toContain('OK');
    expect(refusal(await server(['example.org']))).toMatch(/^name-not-permitted: .*example\.org/);
    expect(refusal(await server(['x.bad.example.com']))).toMatch(/^name-not-permitted/);
    expect(refusal(await server(['a.example.com'], ['11.0.0.1']))).toMatch(/^name-not-permitted/);
  });

  it.each(['10.0.0.0/33', '10.0.0/8', '*.example.com', 'a b', '@', 'x/y', '::/129'])('refuses %j', async (text) => {
    const made = await issueCa({ crypto, now, commonName: 'CA', permitted: [text] });
    expect(refusal(made)).toMatch(/^(?:name-constraint|dns-name|email): /);
  });
});

describe('an e-mail certificate', () => {
  it.each([
    ['rsa2048', 'Digital Signature, Key Encipherment'],
    ['p256', 'Digital Signature, Key Agreement'],
    ['ed25519', 'Digital Signature'],
  ] as const)('with a %s key may do what mail needs: %s', async (keyType, usage) => {
    const ca = given(await issueCa({ crypto, now, commonName: 'CA' }));
    bench.write('ca.pem', ca.certificatePem);
    const issued = given(
      await issueEmail({ crypto, now, ca: authorityOf(ca), commonName: 'ada@example.com', keyType }),
    );
    bench.write('mail.pem', issued.certificatePem);
    const extensions = extensionsOf(shown('mail.pem'));
    expect(extensions[3]).toBe(usage);
    expect(extensions.slice(-3)).toEqual([
      'E-mail Protection',
      'X509v3 Subject Alternative Name:',
      'email:ada@example.com',
    ]);
    expect(bench.openssl(...verify, '-purpose', 'smimesign', '-CAfile', 'ca.pem', 'mail.pem')).toContain('OK');
  });
});

describe('renewal', () => {
  const later = new Date(now.getTime() + 300 * 86_400_000);
  /** A certificate of openssl's with extensions and a name that no profile has. */
  function theirs(): { ca: { certificatePem: string; privateKeyPem: string }; certificatePem: string } {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'];
    bench.openssl(
      'req',
      '-x509',
      ...key,
      '-subj',
      '/O=Théirs/CN=CA',
      '-keyout',
      'their.key',
      '-out',
      'their.pem',
      '-days',
      '3000',
    );
    bench.openssl('req', ...key, '-subj', '/O=Org/OU=b/CN=api', '-keyout', 'api.key', '-out', 'api.csr');
    bench.write(
      'api.ext',
      'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature\nextendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=critical,DNS:api.example\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\ncrlDistributionPoints=URI:http://crl.example/ca.crl\n',
    );
    const by = ['-CA', 'their.pem', '-CAkey', 'their.key', '-days', '200', '-extfile', 'api.ext'];
    bench.openssl('x509', '-req', '-in', 'api.csr', ...by, '-out', 'api.pem');
    const ca = { certificatePem: bench.read('their.pem'), privateKeyPem: bench.read('their.key') };
    return { ca, certificatePem: bench.read('api.pem') };
  }

  it.each([
    ['the same key', undefined],
    ['a new key', {}],
  ] as const)('with %s keeps names and extensions', async (_, newKey) => {
    const { ca, certificatePem } = theirs();
    const renewed = given(await renewCertificate({ crypto, now: later, ca, certificatePem, newKey }));
    bench.write('renewed.pem', renewed.certificatePem);
    const [before, after] = [shown('api.pem'), shown('renewed.pem')];
    expect(fieldOf(after, 'Subject')).toBe('CN=api,OU=b,O=Org');
    const without = (text: string) => {
      const list = extensionsOf(text);
      return list.filter((line, i) => !/Key Identifier/.test(line) && !/Key Identifier/.test(list[i - 1] ?? '')).sort();
    };
    expect(without(after)).toEqual(without(before));
    expect(fieldOf(after, 'Not Before')).toBe('Sep 19 09:00:00 2027 GMT');
    expect(fieldOf(after, 'Not After')).toBe('Apr  6 08:59:59 2028 GMT');
    const at = String(Math.floor(later.getTime() / 1000));
    expect(bench.openssl('verify', '-attime', at, '-CAfile', 'their.pem', 'renewed.pem')).toContain('OK');
    const keyOf = (name: string) => bench.openssl('x509', '-in', name, '-noout', '-pubkey');
    expect(keyOf('renewed.pem') === keyOf('api.pem')).toBe(newKey === undefined);
    expect(renewed.privateKeyPem === undefined).toBe(newKey === undefined);
    if (renewed.privateKeyPem === undefined) return;
    bench.write('renewed.key', renewed.privateKeyPem);
    expect(bench.openssl('pkey', '-in', 'renewed.key', '-pubout')).toBe(keyOf('renewed.pem'));
  });

  it('of a root gives the root more time', async () => {
    const root = given(await issueCa({ crypto, now, commonName: 'Root', days: 400 }));
    const server = given(await issueServer({ crypto, now, ca: authorityOf(root), commonName: 'a.example' }));
    const renewal = { crypto, now: later, ca: authorityOf(root), certificatePem: root.certificatePem };
    const renewed = given(await renewCertificate(renewal));
    bench.write('root.pem', renewed.certificatePem);
    bench.write('server.pem', server.certificatePem);
    expect(renewed.validity.notAfter.getTime()).toBeGreaterThan(root.validity.notAfter.getTime());
    const at = String(Math.floor(later.getTime() / 1000));
    expect(bench.openssl('verify', '-x509_strict', '-attime', at, '-CAfile', 'root.pem', 'server.pem')).toContain('OK');
    expect(refusal(await renewCertificate({ ...renewal, newKey: {} }))).toMatch(/A root CA with another key/);
  });

  it('is refused for what another CA of the same name issued', async () => {
    const [one, other] = [
      given(await issueCa({ crypto, now, commonName: 'CA' })),
      given(await issueCa({ crypto, now, commonName: 'CA' })),
    ];
    const { certificatePem } = given(await issueServer({ crypto, now, ca: authorityOf(one), commonName: 'a.example' }));
    const renewal = { crypto, now, certificatePem };
    expect(refusal(await renewCertificate({ ...renewal, ca: authorityOf(other) }))).toMatch(/^not-issued-by-ca/);
    expect(refusal(await renewCertificate({ ...renewal, ca: authorityOf(one) }))).toBe('issued');
    expect(refusal(await renewCertificate({ ...renewal, ca: authorityOf(one), certificatePem: 'x' }))).toMatch(
      /^certificate-missing/,
    );
  });
});
