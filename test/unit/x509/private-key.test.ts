import { createPrivateKey, createPublicKey } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { loadKeyArithmetic } from '../../../server/core/x509/key-arithmetic.ts';
import { readDerFile } from '../../../server/core/x509/read-der-file.ts';
import { readPkiObjects } from '../../../server/core/x509/read-pki-objects.ts';
import type { PkiObject, PrivateKey } from '../../../server/core/x509/types.ts';
import { Scratch } from './openssl.ts';

await loadKeyArithmetic();
const scratch = new Scratch();
afterAll(() => scratch[Symbol.dispose]());

// Everything that openssl 3.0 makes, in one shell.
scratch.shell(`
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa.p8
  openssl rsa -in rsa.p8 -traditional -out rsa.p1 2>/dev/null
  openssl genpkey -quiet -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_pss_keygen_md:sha256 \
    -pkeyopt rsa_pss_keygen_mgf1_md:sha256 -pkeyopt rsa_pss_keygen_saltlen:32 -out rsa-pss.p8
  for curve in prime256v1 secp384r1 secp521r1 secp256k1 brainpoolP256r1 secp224r1; do
    openssl ecparam -name $curve -genkey -noout -out ec-$curve.sec1
    openssl pkcs8 -topk8 -nocrypt -in ec-$curve.sec1 -out ec-$curve.p8
    openssl ec -in ec-$curve.sec1 -no_public -out ec-$curve.bare 2>/dev/null
  done
  openssl ecparam -name prime256v1 -genkey -out ec-parameters.sec1
  openssl ecparam -name prime256v1 -param_enc explicit -genkey -noout -out ec-explicit.sec1
  for type in ED25519 ED448 X25519 X448; do openssl genpkey -algorithm $type -out $type.p8; done
  openssl dsaparam -out dsa.params 2048 2>/dev/null
  openssl gendsa -out dsa.p8 dsa.params 2>/dev/null
  openssl dsa -in dsa.p8 -traditional -out dsa.legacy 2>/dev/null || openssl dsa -in dsa.p8 -out dsa.legacy 2>/dev/null
  openssl pkcs8 -topk8 -passout pass:x -in rsa.p8 -out rsa.encrypted
  openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES -passout pass:x -in rsa.p8 -out rsa.pbe-encrypted
  openssl pkcs8 -topk8 -scrypt -passout pass:x -in rsa.p8 -out rsa.scrypt-encrypted
  openssl rsa -in rsa.p8 -traditional -aes128 -passout pass:x -out rsa.legacy-encrypted 2>/dev/null
  openssl ec -in ec-prime256v1.sec1 -aes128 -passout pass:x -out ec.legacy-encrypted 2>/dev/null
  for name in rsa.p8 ED25519.p8 ec-secp384r1.p8 dsa.p8; do
    openssl pkcs8 -topk8 -nocrypt -in $name -outform DER -out $name.der
  done
  openssl rsa -in rsa.p8 -traditional -outform DER -out rsa.p1.der 2>/dev/null
  openssl ec -in ec-prime256v1.sec1 -outform DER -out ec-prime256v1.sec1.der 2>/dev/null
`);

function keyOf(object: PkiObject | undefined): PrivateKey {
  expect(object?.problems).toEqual([]);
  if (object?.value?.kind !== 'private-key') throw new Error('not read as a private key');
  return object.value;
}

const read = (name: string): PrivateKey =>
  keyOf(readPkiObjects(scratch.read(name)).objects.find(({ block }) => block?.label.includes('PRIVATE')));

const publicOf = (name: string): string => scratch.openssl(`pkey -in ${name} -pubout`).replace(/-----.*?-----|\s/g, '');

test.each([
  ['rsa.p8', 'PKCS#8', 'RSA', 2048, undefined],
  ['rsa.p1', 'PKCS#1', 'RSA', 2048, undefined],
  ['rsa-pss.p8', 'PKCS#8', 'RSA-PSS', 1024, undefined],
  ['ec-prime256v1.sec1', 'SEC 1', 'EC', 256, 'P-256'],
  ['ec-prime256v1.p8', 'PKCS#8', 'EC', 256, 'P-256'],
  ['ec-prime256v1.bare', 'SEC 1', 'EC', 256, 'P-256'],
  ['ec-secp384r1.sec1', 'SEC 1', 'EC', 384, 'P-384'],
  ['ec-secp384r1.bare', 'SEC 1', 'EC', 384, 'P-384'],
  ['ec-secp521r1.p8', 'PKCS#8', 'EC', 521, 'P-521'],
  ['ec-secp521r1.bare', 'SEC 1', 'EC', 521, 'P-521'],
  ['ec-secp256k1.bare', 'SEC 1', 'EC', 256, 'secp256k1'],
  ['ec-brainpoolP256r1.p8', 'PKCS#8', 'EC', 256, 'brainpoolP256r1'],
  ['ec-secp224r1.sec1', 'SEC 1', 'EC', 224, 'P-224'],
  ['ec-parameters.sec1', 'SEC 1', 'EC', 256, 'P-256'],
  ['ec-explicit.sec1', 'SEC 1', 'EC', 256, undefined],
  ['ED25519.p8', 'PKCS#8', 'Ed25519', undefined, undefined],
  ['dsa.p8', 'PKCS#8', 'DSA', 2048, undefined],
])('%s: %s, %s, %s bits, curve %s, and the public half that openssl prints', (name, format, keyType, bits, curve) => {
  const key = read(name);
  expect(key).toMatchObject({ format, keyType, bits, curve, encrypted: false });
  expect(Buffer.from(key.publicKey?.der ?? []).toString('base64')).toBe(publicOf(name));
});

test.each([
  ['ED448.p8', 'Ed448', undefined],
  ['X25519.p8', 'X25519', undefined],
  ['X448.p8', 'X448', undefined],
  ['ec-brainpoolP256r1.bare', 'EC', 'brainpoolP256r1'],
])('%s: type alone, the public half is not computed', (name, keyType, curve) => {
  expect(read(name)).toMatchObject({ keyType, curve, encrypted: false, publicKey: undefined });
});

test('a DSA key in its own form', () => {
  const text = scratch.read('dsa.legacy');
  expect(read('dsa.legacy')).toMatchObject({ format: text.includes('DSA PRIVATE') ? 'DSA' : 'PKCS#8', bits: 2048 });
  expect(Buffer.from(read('dsa.legacy').publicKey?.der ?? []).toString('base64')).toBe(publicOf('dsa.p8'));
});

test.each([
  ['rsa.encrypted', 'PKCS#8', 'unknown', 'AES-256-CBC, PBKDF2-HMAC-SHA-256', 2048],
  ['rsa.pbe-encrypted', 'PKCS#8', 'unknown', 'DES-EDE3-CBC, PKCS#12 SHA-1', 2048],
  ['rsa.scrypt-encrypted', 'PKCS#8', 'unknown', 'scrypt', undefined],
  ['rsa.legacy-encrypted', 'PKCS#1', 'RSA', 'AES-128-CBC, MD5', 1],
  ['ec.legacy-encrypted', 'SEC 1', 'EC', 'AES-128-CBC, MD5', 1],
])('%s is recognised and said to be encrypted, and how', (name, format, keyType, algorithm, iterations) => {
  expect(read(name)).toMatchObject({ format, keyType, encrypted: true, bits: undefined, publicKey: undefined });
  expect(read(name).encryption).toEqual({ name: algorithm, iterations });
});

test.each([
  ['rsa.p1.der', 'PKCS#1', 'RSA'],
  ['rsa.p8.der', 'PKCS#8', 'RSA'],
  ['ED25519.p8.der', 'PKCS#8', 'Ed25519'],
  ['ec-prime256v1.sec1.der', 'SEC 1', 'EC'],
  ['ec-secp384r1.p8.der', 'PKCS#8', 'EC'],
  ['dsa.p8.der', 'PKCS#8', 'DSA'],
])('the binary file %s', (name, format, keyType) => {
  const [object] = readDerFile(scratch.readBytes(name)).objects;
  expect(keyOf(object)).toMatchObject({ format, keyType });
});

test('an OpenSSH key: what kind it is', () => {
  const blob = (...parts: (string | Uint8Array)[]): Buffer =>
    Buffer.concat(
      parts.map((part) => {
        const bytes = Buffer.from(part as string);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(bytes.length);
        return Buffer.concat([length, bytes]);
      }),
    );
  const make = (cipher: string, publicKey: Buffer): string => {
    const head = Buffer.concat([
      Buffer.from('openssh-key-v1\0'),
      blob(cipher, 'none', ''),
      Buffer.from([0, 0, 0, 1]),
      blob(publicKey, 'secret'),
    ]);
    return `-----BEGIN OPENSSH PRIVATE KEY-----\n${head.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
  };
  const one = (text: string): PrivateKey => keyOf(readPkiObjects(text).objects[0]);
  expect(one(make('none', blob('ssh-ed25519', Buffer.alloc(32))))).toMatchObject({
    keyType: 'Ed25519',
    encrypted: false,
  });
  const modulus = Buffer.concat([Buffer.from([0, 0x80]), Buffer.alloc(255)]);
  const rsa = blob('ssh-rsa', Buffer.from([1, 0, 1]), modulus);
  expect(one(make('aes256-ctr', rsa))).toMatchObject({ keyType: 'RSA', bits: 2048, encrypted: true });
  const broken = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAEC\n-----END OPENSSH PRIVATE KEY-----';
  expect(readPkiObjects(broken).objects[0]?.problems[0]?.code).toBe('private-key-malformed');
});

test.each([
  ['rsa.p8', 'rsa.p1', 'both boundary lines should say', 'RSA PRIVATE KEY', 'PRIVATE KEY'],
  ['rsa.p1', 'rsa.p8', 'both boundary lines should say', 'PRIVATE KEY', 'RSA PRIVATE KEY'],
])('%s labelled as %s', (_, name, words, holds, labelled) => {
  const text = scratch.read(name).replaceAll(holds, labelled);
  const [object] = readPkiObjects(text).objects;
  expect(object?.value).toBeUndefined();
  expect(object?.problems[0]?.message.template).toContain(words);
  expect(object?.problems[0]?.message.data['right']).toBe(holds);
});

/** Every number of bytes that can be reached from a value, each buffer once, as one text. */
function reachable(value: unknown, seen = new Set<unknown>()): string {
  if (value === null || typeof value !== 'object' || seen.has(value))
    return typeof value === 'string' ? `${value}\n` : '';
  seen.add(value);
  if (value instanceof Uint8Array) return `${Buffer.from(value.buffer as ArrayBuffer).toString('hex')}\n`;
  return Object.values(value)
    .map((inner) => reachable(inner, seen))
    .join('');
}

/** The secret numbers of a key. */
function secretsOf(name: string): string[] {
  const { d, p, q } = createPrivateKey(scratch.read(name)).export({ format: 'jwk' });
  return [d, p, q].flatMap((part) => (part === undefined ? [] : [Buffer.from(part, 'base64url').toString('hex')]));
}

test.each(['rsa.p8', 'rsa.p1', 'ec-prime256v1.sec1', 'ec-prime256v1.bare', 'ec-secp521r1.p8', 'ED25519.p8'])(
  'nothing of the secret of %s is reachable from what is returned',
  (name) => {
    const text = scratch.read(name);
    const disguised = text.replaceAll(/[A-Z0-9 ]*PRIVATE KEY/g, (label) => label.replace(/\S.*/, 'CERTIFICATE'));
    const der = Uint8Array.from(Buffer.from(text.replace(/-----.*?-----|\s/g, ''), 'base64'));
    const all = reachable([readPkiObjects(text), readPkiObjects(disguised), readDerFile(der)]);
    expect(secretsOf(name).length).toBeGreaterThan(0);
    for (const secret of secretsOf(name)) expect(all).not.toContain(secret);
    // The base64 text would tell it as well.
    const line = text.split('\n').at(-3) ?? '';
    expect(all).not.toContain(line);
  },
);

test('the walk that looks for secrets would find one', () => {
  const [secret = ''] = secretsOf('ED25519.p8');
  const der = createPrivateKey(scratch.read('ED25519.p8')).export({ type: 'pkcs8', format: 'der' });
  expect(reachable({ block: { der: Uint8Array.from(der) } })).toContain(secret);
});

test('the same block gives the same value, in whatever text', () => {
  const text = scratch.read('ED25519.p8');
  const [a] = readPkiObjects(text).objects;
  const [b] = readPkiObjects(`# ours\n${text}`).objects;
  expect(b?.value).toBe(a?.value);
  expect(createPublicKey(text).export({ type: 'spki', format: 'der' }).length).toBe(44);
});
