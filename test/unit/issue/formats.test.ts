import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePassphrase } from '../../../server/core/issue/change-passphrase.ts';
import { type Issued, issueCa, issueClient } from '../../../server/core/issue/issue.ts';
import { privateJwk, publicJwk } from '../../../server/core/issue/jwk.ts';
import { type IssuedKeyType, issuedKeyTypes } from '../../../server/core/issue/key-type.ts';
import { encodePkcs7 } from '../../../server/core/issue/pkcs7.ts';
import { encodePkcs12, pkcs12Modes } from '../../../server/core/issue/pkcs12.ts';
import { openPrivateKey } from '../../../server/core/issue/private-key.ts';
import { readFirstCertificate } from '../../../server/core/issue/renew.ts';
import { authorityOf, given, refusal } from './given.ts';
import { type Bench, makeBench, now, run } from './openssl.ts';

const { crypto } = globalThis;
const keyTypes = (Object.keys(issuedKeyTypes) as IssuedKeyType[]).filter((type) => type !== 'rsa4096');
/** The openssl of the machine knows ML-DSA since 3.5, and keytool the rest only. */
const usualKeyTypes = keyTypes.filter((type) => !type.startsWith('mldsa'));
let bench: Bench;
let ca: Issued;

beforeAll(async () => {
  bench = makeBench();
  ca = given(await issueCa({ crypto, now, commonName: 'Example CA' }));
}, 60_000);
afterAll(() => bench.remove());

const client = async (keyType: IssuedKeyType, more: object = {}) =>
  given(await issueClient({ crypto, now, ca: authorityOf(ca), commonName: 'ada', keyType, ...more }));
const derOf = async (pem: string) => given(await readFirstCertificate(pem)).der;
const passphrase = 'öffne dich';

describe.each(pkcs12Modes)('PKCS#12, %s', (mode) => {
  it.each(usualKeyTypes)('with a %s key is opened by openssl, key and certificates whole', async (keyType) => {
    const issued = await client(keyType);
    const { pkcs8 } = given(await openPrivateKey(crypto, issued.privateKeyPem, undefined));
    const certificates = [await derOf(issued.certificatePem), await derOf(ca.certificatePem)];
    const der = await encodePkcs12(crypto, { pkcs8, certificates, friendlyName: 'Ada 王' }, passphrase, mode);
    writeFileSync(bench.path('ada.p12'), der);
    bench.write('pass', `${passphrase}\n`);
    const open = ['pkcs12', '-in', 'ada.p12', '-passin', 'file:pass'];
    const text = bench.openssl(...open, '-noenc');
    expect(text).toContain('friendlyName: ');
    bench.write('out.pem', text);
    expect(bench.openssl('pkey', '-in', 'out.pem')).toBe(issued.privateKeyPem);
    expect(await derOf(text)).toEqual(certificates[0]);
    expect(bench.openssl(...open, '-cacerts', '-nokeys').replace(/^[^-]*/, '')).toBe(ca.certificatePem);
    expect(() => bench.openssl('pkcs12', '-in', 'ada.p12', '-passin', 'pass:wrong', '-noenc')).toThrow(
      /invalid password/,
    );
    const info = bench.said(...open, '-info', '-noout').replaceAll(/\s+/g, ' ');
    expect(info).toContain(mode === 'modern' ? 'PBES2, PBKDF2, AES-256-CBC' : 'pbeWithSHA1And3-KeyTripleDES-CBC');
    expect(info).toContain(mode === 'modern' ? 'MAC: sha256' : 'MAC: sha1');
  });

  it('is opened by Java’s keytool', async () => {
    const issued = await client('rsa2048');
    const { pkcs8 } = given(await openPrivateKey(crypto, issued.privateKeyPem, undefined));
    const certificates = [await derOf(issued.certificatePem), await derOf(ca.certificatePem)];
    writeFileSync(
      bench.path('java.p12'),
      await encodePkcs12(crypto, { pkcs8, certificates, friendlyName: 'ada' }, 'changeit', mode),
    );
    const list = run('keytool', ['-list', '-v', '-keystore', 'java.p12', '-storepass', 'changeit'], bench.folder);
    expect(list).toContain('PrivateKeyEntry');
    expect(list).toMatch(/Certificate\[2\]|chain length: 2|[:：] ?2/);
    expect(list).toContain('CN=Example CA');
  });
});

describe('encrypted PKCS#8', () => {
  it.each(usualKeyTypes)(
    'of a %s key opens with openssl, and its passphrase can be changed and taken away',
    async (keyType) => {
      const issued = await client(keyType, { passphrase: 'one' });
      const changed = given(await changePassphrase(crypto, issued.privateKeyPem, { old: 'one', new: passphrase }));
      bench.write('pass', `${passphrase}\n`);
      bench.write('changed.key', changed);
      const plain = bench.openssl('pkey', '-in', 'changed.key', '-passin', 'file:pass');
      expect(changed).toContain('ENCRYPTED');
      expect(given(await changePassphrase(crypto, changed, { old: passphrase, new: undefined }))).toBe(plain);
      expect(refusal(await changePassphrase(crypto, changed, { old: 'one', new: 'x' }))).toMatch(/^wrong-passphrase/);
      expect(refusal(await changePassphrase(crypto, changed, { old: passphrase, new: '' }))).toMatch(
        /^passphrase-empty/,
      );
    },
  );
});

it('a PKCS#7 bundle is read by openssl, all certificates in it', async () => {
  const issued = await client('p256');
  const bundle = [issued.certificatePem, ca.certificatePem];
  writeFileSync(bench.path('bundle.p7b'), encodePkcs7(await Promise.all(bundle.map(derOf))));
  const printed = bench.openssl('pkcs7', '-inform', 'DER', '-in', 'bundle.p7b', '-print_certs');
  const found = printed.match(/-----BEGIN[\s\S]*?-----END CERTIFICATE-----\n/g) ?? [];
  expect(found.toSorted()).toEqual(bundle.toSorted());
});

describe('JWK', () => {
  it.each(keyTypes)('of a %s key is the same key to Node', async (keyType) => {
    const issued = await client(keyType);
    const certificate = given(await readFirstCertificate(issued.certificatePem));
    const jwk = given(await publicJwk(crypto, certificate.subjectPublicKeyInfo, [certificate.der]));
    const { x5c } = jwk as unknown as { readonly x5c: readonly string[] };
    expect(Buffer.from(x5c[0] ?? '', 'base64')).toEqual(Buffer.from(certificate.der));
    const ours = createPublicKey({ key: jwk as never, format: 'jwk' });
    expect(ours.equals(new X509Certificate(issued.certificatePem).publicKey)).toBe(true);
    for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'priv']) expect(jwk).not.toHaveProperty(secret);
    const material = given(await openPrivateKey(crypto, issued.privateKeyPem, undefined));
    const secret = await privateJwk(crypto, material);
    expect(
      createPrivateKey({ key: secret as never, format: 'jwk' }).equals(createPrivateKey(issued.privateKeyPem)),
    ).toBe(true);
  });

  it('has the thumbprint of RFC 7638, 3.1 for its kid', async () => {
    const key = {
      kty: 'RSA',
      n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
      e: 'AQAB',
    };
    const spki = createPublicKey({ key, format: 'jwk' }).export({ format: 'der', type: 'spki' });
    const { readSubjectPublicKeyInfo } = await import('../../../server/core/x509/subject-public-key-info.ts');
    const { DerReader } = await import('../../../server/core/asn1/der-reader.ts');
    const read = readSubjectPublicKeyInfo(DerReader.over(new Uint8Array(spki)));
    expect(given(await publicJwk(crypto, read))).toMatchObject({
      ...key,
      kid: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    });
  });
});

it('ML-DSA certificates are what Node’s OpenSSL verifies', async () => {
  for (const keyType of ['mldsa44', 'mldsa65', 'mldsa87'] as const) {
    const root = given(await issueCa({ crypto, now, commonName: 'PQ CA', keyType }));
    const leaf = given(await issueClient({ crypto, now, ca: authorityOf(root), commonName: 'ada', keyType }));
    const [above, below] = [new X509Certificate(root.certificatePem), new X509Certificate(leaf.certificatePem)];
    expect(below.verify(above.publicKey)).toBe(true);
    expect(below.checkIssued(above)).toBe(true);
    expect(above.publicKey.asymmetricKeyType).toBe(issuedKeyTypes[keyType].label.toLowerCase());
    expect(below.checkPrivateKey(createPrivateKey(leaf.privateKeyPem))).toBe(true);
  }
});
