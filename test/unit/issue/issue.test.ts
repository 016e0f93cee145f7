import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localizer } from '../../../server/core/base/message.ts';
import type { Result } from '../../../server/core/base/result.ts';
import type { IssueFailure } from '../../../server/core/issue/failure.ts';
import {
  type ClientRequest,
  type Issued,
  issueCa,
  issueClient,
  issueServer,
} from '../../../server/core/issue/issue.ts';
import { type IssuedKeyType, issuedKeyTypes } from '../../../server/core/issue/key-type.ts';
import { attime, type Bench, extensionsOf, fieldOf, makeBench, now } from './openssl.ts';

const { crypto } = globalThis;
const localize = localizer();
const keyTypes = Object.keys(issuedKeyTypes) as IssuedKeyType[];
/** RSA-4096 takes seconds to make; it differs from the others in a number alone. OpenSSL knows ML-DSA since 3.5. */
const quickKeyTypes = keyTypes.filter((type) => type !== 'rsa4096' && !type.startsWith('mldsa'));

let bench: Bench;
let ca: Issued;

beforeAll(async () => {
  bench = makeBench();
  ca = expectIssued(await issueCa({ crypto, now, commonName: 'Example CA' }));
  write('ca', ca);
}, 60_000);
afterAll(() => bench.remove());

function expectIssued(result: Result<Issued, IssueFailure>): Issued {
  if (!result.ok) throw new Error(`${result.error.code}: ${localize(result.error.message)}`);
  return result.value;
}

function outcome(result: Result<Issued, IssueFailure>): string {
  return result.ok ? 'issued' : `${result.error.code}: ${localize(result.error.message)}`;
}

function write(name: string, issued: Issued): void {
  bench.write(`${name}.pem`, issued.certificatePem);
  bench.write(`${name}.key`, issued.privateKeyPem);
}

function authority(issued: Issued): ClientRequest['ca'] {
  return { certificatePem: issued.certificatePem, privateKeyPem: issued.privateKeyPem };
}

function text(name: string): string {
  return bench.openssl('x509', '-in', `${name}.pem`, '-noout', '-text', '-nameopt', 'RFC2253,-esc_msb,utf8');
}

/** SKI by method 1 (RFC 5280, 4.2.1.2), as openssl computes it for the same key. */
function keyIdentifier(name: string): string {
  bench.openssl('req', '-x509', '-key', `${name}.key`, '-subj', '/CN=x', '-out', 'reference.pem');
  return (
    bench.openssl('x509', '-in', 'reference.pem', '-noout', '-ext', 'subjectKeyIdentifier').split('\n')[1]?.trim() ?? ''
  );
}

const names: Readonly<Record<IssuedKeyType, string>> = {
  p256: 'prime256v1',
  p384: 'secp384r1',
  rsa2048: '(2048 bit)',
  rsa3072: '(3072 bit)',
  rsa4096: '(4096 bit)',
  ed25519: 'ED25519',
  mldsa44: 'ML-DSA-44',
  mldsa65: 'ML-DSA-65',
  mldsa87: 'ML-DSA-87',
};
const signatures: Readonly<Record<IssuedKeyType, string>> = {
  p256: 'ecdsa-with-SHA256',
  p384: 'ecdsa-with-SHA384',
  rsa2048: 'sha256WithRSAEncryption',
  rsa3072: 'sha256WithRSAEncryption',
  rsa4096: 'sha256WithRSAEncryption',
  ed25519: 'ED25519',
  mldsa44: 'ML-DSA-44',
  mldsa65: 'ML-DSA-65',
  mldsa87: 'ML-DSA-87',
};

describe.each(quickKeyTypes)('a CA with a %s key', (keyType) => {
  it('is what openssl calls a strict CA, and what it issues verifies', async () => {
    const issued = expectIssued(await issueCa({ crypto, now, commonName: 'Root', keyType }));
    write('root', issued);
    const shown = text('root');
    expect(shown).toContain(names[keyType]);
    expect(fieldOf(shown, 'Signature Algorithm')).toBe(signatures[keyType]);
    expect(extensionsOf(shown)).toEqual([
      'X509v3 Basic Constraints: critical',
      'CA:TRUE, pathlen:0',
      'X509v3 Key Usage: critical',
      'Certificate Sign, CRL Sign',
      'X509v3 Subject Key Identifier:',
      keyIdentifier('root'),
      'X509v3 Authority Key Identifier:',
      keyIdentifier('root'),
    ]);
    const client = expectIssued(await issueClient({ crypto, now, ca: authority(issued), commonName: 'ada', keyType }));
    write('leaf', client);
    expect(fieldOf(text('leaf'), 'Signature Algorithm')).toBe(signatures[keyType]);
    const verify = ['verify', '-x509_strict', '-attime', attime, '-CAfile', 'root.pem'];
    expect(bench.openssl(...verify, 'root.pem')).toBe('root.pem: OK\n');
    expect(bench.openssl(...verify, '-purpose', 'sslclient', 'leaf.pem')).toBe('leaf.pem: OK\n');
    expect(() => bench.openssl(...verify, '-purpose', 'sslserver', 'leaf.pem')).toThrow(
      'unsuitable certificate purpose',
    );
  });
});

it('makes RSA-4096 keys', async () => {
  const issued = expectIssued(
    await issueClient({ crypto, now, ca: authority(ca), commonName: 'a', keyType: 'rsa4096' }),
  );
  write('leaf', issued);
  expect(text('leaf')).toContain('(4096 bit)');
});

describe('a client certificate', () => {
  it.each(quickKeyTypes)('has exactly the fields of its profile with a %s key', async (keyType) => {
    const issued = expectIssued(
      await issueClient({
        crypto,
        now,
        ca: authority(ca),
        commonName: '王伟 #1, "x"',
        emails: ['Ada@Example.com'],
        dns: ['client.example'],
        uris: ['spiffe://example.com/ada'],
        keyType,
      }),
    );
    write('client', issued);
    const shown = text('client');
    expect(fieldOf(shown, 'Version')).toBe('3 (0x2)');
    expect(fieldOf(shown, 'Issuer')).toBe('CN=Example CA');
    expect(fieldOf(shown, 'Subject')).toBe('CN=王伟 #1\\, \\"x\\"');
    expect(fieldOf(shown, 'Not Before')).toBe('Nov 23 09:00:00 2026 GMT');
    expect(fieldOf(shown, 'Not After')).toBe('Feb 21 08:59:59 2027 GMT');
    expect(shown).toContain(names[keyType]);
    expect(extensionsOf(shown)).toEqual([
      'X509v3 Basic Constraints: critical',
      'CA:FALSE',
      'X509v3 Key Usage: critical',
      'Digital Signature',
      'X509v3 Subject Key Identifier:',
      keyIdentifier('client'),
      'X509v3 Authority Key Identifier:',
      keyIdentifier('ca'),
      'X509v3 Extended Key Usage:',
      'TLS Web Client Authentication',
      'X509v3 Subject Alternative Name:',
      'DNS:client.example, email:Ada@example.com, URI:spiffe://example.com/ada',
    ]);
    // The key is PKCS#8 and the certificate's own.
    expect(issued.privateKeyPem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(bench.openssl('pkey', '-in', 'client.key', '-pubout')).toBe(
      bench.openssl('x509', '-in', 'client.pem', '-noout', '-pubkey'),
    );
  });

  it('has a fresh serial number of 20 octets at most, positive, with some 159 random bits', async () => {
    const serials: bigint[] = [];
    for (let i = 0; i < 30; i++) {
      const issued = expectIssued(await issueClient({ crypto, now, ca: authority(ca), commonName: 'a' }));
      const { serialNumber } = new X509Certificate(issued.certificatePem);
      expect(serialNumber).not.toContain('-');
      serials.push(BigInt(`0x${serialNumber}`));
    }
    expect(new Set(serials).size).toBe(30);
    for (const serial of serials) expect(serial > 0n && serial < 1n << 159n).toBe(true);
    // Each of the 159 bits is both 0 and 1 somewhere: all of 30 alike has a chance of one in 2^29 each.
    const all = (1n << 159n) - 1n;
    expect(serials.reduce((or, serial) => or | serial, 0n)).toBe(all);
    expect(serials.reduce((and, serial) => and & serial, all)).toBe(0n);
  });

  it('has no subjectAltName where no name is given', async () => {
    write('client', expectIssued(await issueClient({ crypto, now, ca: authority(ca), commonName: 'ada' })));
    expect(text('client')).not.toContain('Alternative');
  });

  it('has its key encrypted where a passphrase is given', async () => {
    const issued = expectIssued(
      await issueClient({ crypto, now, ca: authority(ca), commonName: 'ada', passphrase: 'open sesame' }),
    );
    write('client', issued);
    expect(issued).toMatchObject({ isEncrypted: true });
    expect(issued.privateKeyPem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    expect(bench.openssl('pkey', '-in', 'client.key', '-passin', 'pass:open sesame', '-pubout')).toBe(
      bench.openssl('x509', '-in', 'client.pem', '-noout', '-pubkey'),
    );
  });

  it('does not outlive its CA, and says so', async () => {
    const short = expectIssued(await issueCa({ crypto, now, commonName: 'Short CA', days: 30 }));
    const issued = expectIssued(await issueClient({ crypto, now, ca: authority(short), commonName: 'ada' }));
    expect(issued.validity.notAfter).toEqual(short.validity.notAfter);
    expect(issued.notes.map(localize)).toEqual(['Valid until 2026-12-23 only: that is when the CA expires.']);
    write('short', short);
    write('client', issued);
    expect(bench.openssl('verify', '-x509_strict', '-attime', attime, '-CAfile', 'short.pem', 'client.pem')).toContain(
      'OK',
    );
  });

  it('uses GeneralizedTime from 2050 on (RFC 5280, 4.1.2.5)', async () => {
    const late = new Date('2049-12-31T23:30:00Z');
    const root = expectIssued(await issueCa({ crypto, now: late, commonName: 'Late CA' }));
    write('client', expectIssued(await issueClient({ crypto, now: late, ca: authority(root), commonName: 'ada' })));
    const structure = bench.openssl('asn1parse', '-in', 'client.pem');
    expect(structure).toMatch(/UTCTIME +:491231223000Z/);
    expect(structure).toMatch(/GENERALIZEDTIME +:20500331222959Z/);
  });

  it('says when it is valid for long', async () => {
    const issued = expectIssued(await issueClient({ crypto, now, ca: authority(ca), commonName: 'ada', days: 826 }));
    expect(issued.notes.map(localize)).toEqual([expect.stringContaining('826 days are long for a client')]);
    const usual = expectIssued(await issueClient({ crypto, now, ca: authority(ca), commonName: 'ada', days: 825 }));
    expect(usual.notes).toEqual([]);
  });
});

describe('a server certificate', () => {
  it('is for its names, IP addresses in the form of addresses', async () => {
    const issued = expectIssued(
      await issueServer({
        crypto,
        now,
        ca: authority(ca),
        commonName: 'api',
        dns: ['api.example', '*.api.example'],
        ips: ['127.0.0.1', '::1', '::ffff:192.0.2.7'],
      }),
    );
    write('server', issued);
    const shown = text('server');
    expect(extensionsOf(shown).slice(-4)).toEqual([
      'X509v3 Extended Key Usage:',
      'TLS Web Server Authentication',
      'X509v3 Subject Alternative Name:',
      'DNS:api.example, DNS:*.api.example, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:0:0:0:0:0:FFFF:C000:207',
    ]);
    expect(fieldOf(shown, 'Not After')).toBe('Dec 25 08:59:59 2027 GMT');
    const verify = ['verify', '-x509_strict', '-attime', attime, '-purpose', 'sslserver', '-CAfile', 'ca.pem'];
    for (const name of ['-verify_hostname', 'x.api.example', '-verify_ip', '::ffff:192.0.2.7']
      .join(' ')
      .match(/-\S+ \S+/g) ?? []) {
      expect(bench.openssl(...verify, ...name.split(' '), 'server.pem')).toContain('OK');
    }
    expect(() => bench.openssl(...verify, '-verify_hostname', 'other.example', 'server.pem')).toThrow();
  });

  it.each([
    ['localhost', 'DNS:localhost'],
    ['127.0.0.1', 'IP Address:127.0.0.1'],
  ])('is for %s where that is all it is called', async (commonName, name) => {
    write('server', expectIssued(await issueServer({ crypto, now, ca: authority(ca), commonName })));
    expect(extensionsOf(text('server')).at(-1)).toBe(name);
  });

  it.each<[string, object, string | undefined]>([
    ['826 days', { days: 826 }, 'Apple’s systems refuse'],
    ['Ed25519', { keyType: 'ed25519' }, 'Browsers do not accept Ed25519'],
    ['nothing special', {}, undefined],
  ])('has notes about %s', async (_, more, note) => {
    const issued = expectIssued(
      await issueServer({ crypto, now, ca: authority(ca), commonName: 'a.example', ...more }),
    );
    expect(issued.notes.map(localize)).toEqual(note === undefined ? [] : [expect.stringContaining(note)]);
  });
});

describe('CAs that openssl made', () => {
  /** A CA of openssl's with this section of extensions; its key is called like it. */
  function opensslCa(
    name: string,
    extensions: string,
    more: readonly string[] = [],
    subject = '/CN=Theirs',
  ): ClientRequest['ca'] {
    bench.write(
      'ca.cnf',
      `[req]\ndistinguished_name=dn\nx509_extensions=v3\nstring_mask=utf8only\n[dn]\n[v3]\n${extensions}`,
    );
    const key = more.includes('-newkey') ? [] : ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    bench.openssl(
      ...['req', '-x509', ...key, '-noenc', '-config', 'ca.cnf', '-subj', subject, '-days', '3000'],
      ...[...more, '-keyout', `${name}.key`, '-out', `${name}.pem`],
    );
    return { certificatePem: bench.read(`${name}.pem`), privateKeyPem: bench.read(`${name}.key`) };
  }
  const good = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n';
  /** openssl's own clock made these. */
  const today = () => new Date();
  const client = (from: ClientRequest['ca'], more: object = {}) =>
    issueClient({ crypto, now: today(), ca: from, commonName: 'ada', ...more });

  it.each<[string, readonly string[], string]>([
    ['P-384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], 'ecdsa-with-SHA384'],
    ['P-521', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521'], 'ecdsa-with-SHA512'],
    ['RSA', ['-newkey', 'rsa:2048'], 'sha256WithRSAEncryption'],
    ['Ed25519', ['-newkey', 'ed25519'], 'ED25519'],
  ])('sign with %s and the digest that fits', async (_, key, signature) => {
    const theirs = opensslCa(
      'theirs',
      good,
      key,
      '/C=CN/O=示例 Ärger GmbH/OU=a/OU=b/CN=Théirs/emailAddress=a@b.example',
    );
    write('leaf', expectIssued(await client(theirs)));
    expect(fieldOf(text('leaf'), 'Signature Algorithm')).toBe(signature);
    expect(bench.openssl('verify', '-x509_strict', '-CAfile', 'theirs.pem', 'leaf.pem')).toBe('leaf.pem: OK\n');
  });

  it('are named byte for byte, whatever string types their names have', async () => {
    bench.write(
      'odd.cnf',
      '[req]\ndistinguished_name=dn\nx509_extensions=v3\nprompt=no\nstring_mask=MASK:0x800\n[dn]\nC=DE\nO=Ärger\n1.OU=b\n+CN=a\n1.2.3.4.5=x\nDC=example\n[v3]\n' +
        good,
    );
    bench.openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-utf8'],
      ...['-config', 'odd.cnf', '-keyout', 'odd.key', '-out', 'odd.pem', '-days', '300'],
    );
    const odd = { certificatePem: bench.read('odd.pem'), privateKeyPem: bench.read('odd.key') };
    write('leaf', expectIssued(await client(odd)));
    expect(bench.openssl('verify', '-x509_strict', '-CAfile', 'odd.pem', 'leaf.pem')).toBe('leaf.pem: OK\n');
  });

  it('without keyUsage still issue, with a word about Python', async () => {
    const theirs = opensslCa('theirs', 'basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash\n');
    const issued = expectIssued(await client(theirs));
    expect(issued.notes.map(localize)).toEqual([expect.stringContaining('Python 3.13')]);
  });

  it('without a key identifier get one that openssl agrees with', async () => {
    const theirs = opensslCa('theirs', good.replace('=hash', '=none'));
    write('leaf', expectIssued(await client(theirs)));
    expect(extensionsOf(text('leaf'))[7]).toBe(keyIdentifier('theirs'));
    expect(bench.openssl('verify', '-CAfile', 'theirs.pem', 'leaf.pem')).toBe('leaf.pem: OK\n');
  });

  it('that were made just now are not older than what they issue', async () => {
    const theirs = opensslCa('theirs', good);
    const { validFrom } = new X509Certificate(theirs.certificatePem);
    const soon = new Date(Date.parse(validFrom) + 60_000);
    const issued = expectIssued(await issueClient({ crypto, now: soon, ca: theirs, commonName: 'ada' }));
    expect(new X509Certificate(issued.certificatePem).validFrom).toBe(validFrom);
    expect(issued.validity.notBefore).toEqual(new Date(validFrom));
  });

  it('are found in files that hold more than them', async () => {
    const theirs = opensslCa('theirs', good);
    const mixed = `${ca.certificatePem}\nSome text\n${theirs.certificatePem}`;
    write('leaf', expectIssued(await client({ certificatePem: mixed, privateKeyPem: mixed + theirs.privateKeyPem })));
    expect(bench.openssl('verify', '-CAfile', 'theirs.pem', 'leaf.pem')).toBe('leaf.pem: OK\n');
  });

  it('that are intermediate come along with what they issue', async () => {
    opensslCa('root', good.replace('TRUE', 'TRUE,pathlen:1'), [], '/CN=Root');
    bench.openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-noenc',
      '-subj',
      '/CN=Middle',
      '-keyout',
      'middle.key',
      '-out',
      'middle.csr',
    );
    bench.write('middle.cnf', `${good}authorityKeyIdentifier=keyid\n`);
    bench.openssl(
      'x509',
      '-req',
      '-in',
      'middle.csr',
      '-CA',
      'root.pem',
      '-CAkey',
      'root.key',
      '-days',
      '300',
      '-extfile',
      'middle.cnf',
      '-out',
      'middle.pem',
    );
    const middle = { certificatePem: bench.read('middle.pem'), privateKeyPem: bench.read('middle.key') };
    const issued = expectIssued(await client(middle));
    expect(issued.intermediatePem?.trim()).toBe(middle.certificatePem.trim());
    write('leaf', issued);
    bench.write('chain.pem', issued.intermediatePem ?? '');
    expect(
      bench.openssl(
        'verify',
        '-x509_strict',
        '-purpose',
        'sslclient',
        '-CAfile',
        'root.pem',
        '-untrusted',
        'chain.pem',
        'leaf.pem',
      ),
    ).toBe('leaf.pem: OK\n');
  });

  it.each<[string, () => ClientRequest['ca'], object, RegExp]>([
    ['no CA', () => opensslCa('theirs', 'basicConstraints=CA:FALSE\n'), {}, /^ca-not-a-ca: “Theirs” is not a CA/],
    ['no basicConstraints', () => opensslCa('theirs', 'keyUsage=keyCertSign\n'), {}, /^ca-not-a-ca/],
    [
      'no keyCertSign',
      () => opensslCa('theirs', 'basicConstraints=CA:TRUE\nkeyUsage=cRLSign\n'),
      {},
      /^ca-without-key-cert-sign: .*lacks keyCertSign/,
    ],
    [
      'a keyUsage that cannot be read',
      () => opensslCa('theirs', 'basicConstraints=CA:TRUE\nkeyUsage=critical,DER:020100\n'),
      {},
      /^ca-certificate-unreadable: .*“Theirs” is damaged: its keyUsage cannot be read/,
    ],
    [
      'an extKeyUsage that cannot be read',
      () => opensslCa('theirs', `${good}extendedKeyUsage=DER:020100\n`),
      {},
      /^ca-certificate-unreadable: .*its extKeyUsage cannot be read/,
    ],
    ['another purpose', () => opensslCa('theirs', `${good}extendedKeyUsage=serverAuth\n`), {}, /^ca-wrong-purpose/],
    ['its purpose', () => opensslCa('theirs', `${good}extendedKeyUsage=serverAuth,clientAuth\n`), {}, /^issued$/],
    ['any purpose', () => opensslCa('theirs', `${good}extendedKeyUsage=anyExtendedKeyUsage\n`), {}, /^issued$/],
    ['expired', () => opensslCa('theirs', good), { now: new Date('2099-01-01T00:00:00Z') }, /^ca-expired: .*“Theirs”/],
    ['not yet valid', () => opensslCa('theirs', good), { now: new Date('2020-01-01T00:00:00Z') }, /^ca-not-yet-valid/],
    [
      'another key of the same kind',
      () => ({ ...opensslCa('theirs', good), privateKeyPem: ca.privateKeyPem }),
      {},
      /^key-mismatch: The private key does not belong to the CA certificate “Theirs”/,
    ],
    [
      'a key of another kind',
      () => ({ ...opensslCa('theirs', good, ['-newkey', 'ed25519']), privateKeyPem: ca.privateKeyPem }),
      {},
      /^key-mismatch/,
    ],
    [
      'a curve that cannot sign here',
      () => opensslCa('theirs', good, ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1']),
      {},
      /^key-unsupported: .*secp256k1/,
    ],
    [
      'an encrypted key and no passphrase',
      () => {
        const theirs = opensslCa('theirs', good);
        const privateKeyPem = bench.openssl('pkcs8', '-topk8', '-in', 'theirs.key', '-passout', 'pass:secret');
        return { ...theirs, privateKeyPem };
      },
      {},
      /^key-encrypted/,
    ],
    [
      'an encrypted key and the wrong passphrase',
      () => {
        const theirs = opensslCa('theirs', good);
        const privateKeyPem = bench.openssl('pkcs8', '-topk8', '-in', 'theirs.key', '-passout', 'pass:secret');
        return { ...theirs, privateKeyPem, passphrase: 'guess' };
      },
      {},
      /^wrong-passphrase/,
    ],
    [
      'an encrypted key and its passphrase',
      () => {
        const theirs = opensslCa('theirs', good);
        const privateKeyPem = bench.openssl('pkcs8', '-topk8', '-in', 'theirs.key', '-passout', 'pass:secret');
        return { ...theirs, privateKeyPem, passphrase: 'secret' };
      },
      {},
      /^issued$/,
    ],
    [
      'no certificate',
      () => ({ ...authority(ca), certificatePem: 'hello' }),
      {},
      /^ca-certificate-missing: .*PEM form/,
    ],
    [
      'a key for a certificate',
      () => ({ ...authority(ca), certificatePem: ca.privateKeyPem }),
      {},
      /^ca-certificate-missing: .*only: PRIVATE KEY/,
    ],
    [
      'a damaged certificate',
      () => ({ ...authority(ca), certificatePem: ca.certificatePem.replace(/\n(.{64})\n/, '\n') }),
      {},
      /^ca-certificate-unreadable/,
    ],
    ['a certificate for a key', () => ({ ...authority(ca), privateKeyPem: ca.certificatePem }), {}, /^key-missing/],
  ])('%s', async (_, theirs, more, expected) => {
    expect(outcome(await client(theirs(), more))).toMatch(expected);
  });
});

describe('requests that cannot be met', () => {
  it.each<[string, object, RegExp]>([
    ['empty common name', { commonName: ' ' }, /^common-name/],
    ['long common name', { commonName: 'x'.repeat(65) }, /^common-name/],
    ['bad e-mail address', { emails: ['ok@example.com', 'nope'] }, /^email: “nope”/],
    ['bad DNS name', { dns: ['a b'] }, /^dns-name/],
    ['bad URI', { uris: ['nope'] }, /^uri/],
    ['0 days', { days: 0 }, /^days: .*1 to 3650 days/],
    ['3651 days', { days: 3651 }, /^days/],
    ['half a day', { days: 0.5 }, /^days/],
    ['NaN days', { days: Number.NaN }, /^days/],
    ['empty passphrase', { passphrase: '' }, /^passphrase-empty/],
  ])('%s', async (_, more, expected) => {
    expect(outcome(await issueClient({ crypto, now, ca: authority(ca), commonName: 'ada', ...more }))).toMatch(
      expected,
    );
  });

  it('a server without a host', async () => {
    expect(outcome(await issueServer({ crypto, now, ca: authority(ca), commonName: 'My server' }))).toMatch(
      /^server-without-name/,
    );
    expect(outcome(await issueServer({ crypto, now, ca: authority(ca), commonName: 'a', ips: ['1.2.3'] }))).toMatch(
      /^ip-address/,
    );
  });

  it('a path length that is none', async () => {
    expect(outcome(await issueCa({ crypto, now, commonName: 'x', pathLen: -1 }))).toMatch(/^path-length/);
    write('root', expectIssued(await issueCa({ crypto, now, commonName: 'x', pathLen: 2 })));
    expect(text('root')).toContain('CA:TRUE, pathlen:2');
  });

  it('a key type that the platform lacks', async () => {
    const lacking = new Proxy(crypto.subtle, {
      get: (subtle, name: keyof SubtleCrypto) =>
        name === 'generateKey'
          ? async () => {
              throw new DOMException('no', 'NotSupportedError');
            }
          : subtle[name].bind(subtle),
    });
    const poor: Crypto = {
      subtle: lacking,
      getRandomValues: (array) => crypto.getRandomValues(array),
      randomUUID: () => crypto.randomUUID(),
    };
    expect(outcome(await issueCa({ crypto: poor, now, commonName: 'x', keyType: 'ed25519' }))).toMatch(
      /^key-type-unsupported: Ed25519 keys cannot be made here/,
    );
  });
});

describe('a new CA', () => {
  it('warns of its unencrypted key, and only of that', async () => {
    expect(ca.notes.map(localize)).toEqual([expect.stringContaining('not encrypted')]);
    const locked = expectIssued(await issueCa({ crypto, now, commonName: 'x', passphrase: 'secret' }));
    expect(locked.notes).toEqual([]);
    const issued = await issueClient({
      crypto,
      now,
      ca: { ...authority(locked), passphrase: 'secret' },
      commonName: 'a',
    });
    expect(outcome(issued)).toBe('issued');
  });
});
