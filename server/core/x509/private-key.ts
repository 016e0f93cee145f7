// Reading a private key to tell what it is and to whom it belongs. The secret parts are passed over or, where the public
// half must be computed from them, used and dropped. Everything that is returned is copied: a view of the input would
// keep the secret's bytes alive.

import { readBitStringOctets } from '../asn1/bit-string.ts';
import { DerReader } from '../asn1/der-reader.ts';
import { encode } from '../asn1/encode.ts';
import { readInteger, readSmallInteger, unsigned } from '../asn1/integer.ts';
import { encodeObjectIdentifier } from '../asn1/object-identifier.ts';
import { context, tags } from '../asn1/tags.ts';
import { message } from '../base/message.ts';
import { byteCount } from '../base/quantity.ts';
import { describeScheme, readScheme } from '../encryption/scheme.ts';
import type { PemHeader } from '../pem/block.ts';
import { readAlgorithmIdentifier } from './algorithm.ts';
import { nouns } from './defect.ts';
import { keyArithmetic } from './key-arithmetic.ts';
import { readOpensshKey } from './openssh-key.ts';
import { type ObjectReading, readObject } from './read-object.ts';
import { type KeyFacts, keyFacts, makeSubjectPublicKeyInfo, rsaAlgorithm } from './subject-public-key-info.ts';
import type { AlgorithmIdentifier, KeyType, PrivateKey, SubjectPublicKeyInfo } from './types.ts';

const noBytes = new Uint8Array(0);
const ecPublicKey = encodeObjectIdentifier('1.2.840.10045.2.1');
const dsaOid = encodeObjectIdentifier('1.2.840.10040.4.1');

/** Reads the private key that a block of `label` holds. */
export function decodePrivateKey(
  label: string,
  bytes: Uint8Array,
  headers: readonly PemHeader[] = [],
): ObjectReading<PrivateKey> {
  const isEncrypted = isLegacyEncrypted(headers);
  const cipher = isEncrypted ? headers.find(({ name }) => name === 'DEK-Info')?.value.split(',', 1)[0] : undefined;
  switch (label) {
    case 'RSA PRIVATE KEY':
      return isEncrypted ? encrypted('PKCS#1', 'RSA', cipher) : decodePkcs1(bytes);
    case 'EC PRIVATE KEY':
      return isEncrypted ? encrypted('SEC 1', 'EC', cipher) : decodeSec1(bytes);
    case 'DSA PRIVATE KEY':
      return isEncrypted ? encrypted('DSA', 'DSA', cipher) : decodeDsa(bytes);
    case 'OPENSSH PRIVATE KEY':
      return readOpensshKey(bytes);
    case 'ENCRYPTED PRIVATE KEY':
      return decodeEncryptedPkcs8(bytes);
    default:
      return decodePkcs8(bytes);
  }
}

/** RFC 1421, 4.6.1.1: the bytes are ciphertext then, and say nothing. */
function isLegacyEncrypted(headers: readonly PemHeader[]): boolean {
  return headers.some(({ name, value }) => name === 'Proc-Type' && value.includes('ENCRYPTED'));
}

/** `cipher` as DEK-Info names it. The key comes from one round of MD5 over the passphrase (EVP_BytesToKey). */
function encrypted(
  format: PrivateKey['format'],
  keyType: KeyType,
  cipher: string | undefined,
): ObjectReading<PrivateKey> {
  const isName = cipher !== undefined && /^[A-Z0-9-]{1,40}$/.test(cipher);
  const encryption = isName ? { encryption: { name: `${cipher}, MD5`, iterations: 1 } } : {};
  return { value: { ...unknownKey(format, keyType), encrypted: true, ...encryption }, defects: [] };
}

/** EncryptedPrivateKeyInfo (RFC 5958, section 3). */
export function decodeEncryptedPkcs8(bytes: Uint8Array): ObjectReading<PrivateKey> {
  return readObject(bytes, nouns.privateKey, 'EncryptedPrivateKeyInfo', (der) => {
    const algorithm = der.element('encryptionAlgorithm', tags.sequence).bytes;
    der.element('encryptedData', tags.octetString);
    // Parameters that cannot be read are no fault of the key.
    const scheme = DerReader.over(algorithm);
    const encryption = describeScheme(readScheme(scheme));
    return { ...unknownKey('PKCS#8', 'unknown'), encrypted: true, ...(scheme.failure ? {} : { encryption }) };
  });
}

/** RSAPrivateKey (RFC 8017, A.1.2). */
function decodePkcs1(bytes: Uint8Array): ObjectReading<PrivateKey> {
  return readObject(bytes, nouns.privateKey, 'RSAPrivateKey', (der) => fromPublic('PKCS#1', readRsa(der)));
}

/** ECPrivateKey (RFC 5915, section 3). */
function decodeSec1(bytes: Uint8Array): ObjectReading<PrivateKey> {
  return readObject(bytes, nouns.privateKey, 'ECPrivateKey', (der) => ({ ...readEc(der, undefined), format: 'SEC 1' }));
}

/** OpenSSL's own form: version, p, q, g, y, x. */
function decodeDsa(bytes: Uint8Array): ObjectReading<PrivateKey> {
  return readObject(bytes, nouns.privateKey, 'DSAPrivateKey', (der) => {
    readSmallInteger(der, 'version');
    const [p, q, g, y] = ['p', 'q', 'g', 'y'].map((what) => der.element(what, tags.integer).bytes);
    der.element('x', tags.integer);
    if (der.failure || !p || !q || !g || !y) return unknownKey('DSA', 'DSA');
    const algorithm = encode(tags.sequence, dsaOid, encode(tags.sequence, p, q, g));
    return fromPublic('DSA', makeSubjectPublicKeyInfo(algorithm, y));
  });
}

/** OneAsymmetricKey, which is PrivateKeyInfo in its first version (RFC 5958, section 2). */
export function decodePkcs8(bytes: Uint8Array): ObjectReading<PrivateKey> {
  return readObject(bytes, nouns.privateKey, 'PrivateKeyInfo', (der) => {
    readSmallInteger(der, 'version');
    const algorithmDer = copy(der.element('privateKeyAlgorithm', tags.sequence).bytes);
    const secret = der.enter('privateKey', tags.octetString);
    der.optional('attributes', context(0, true));
    const hasPublic = der.peekTag() === context(1);
    const given = hasPublic ? readBitStringOctets(der, 'publicKey', context(1)) : undefined;
    if (der.failure) return unknownKey('PKCS#8', 'unknown');
    const key = readPkcs8Key(secret, algorithmDer);
    secret.end('privateKey');
    if (key.publicKey || !given) return key;
    const { isPublicHalfOpen: _, ...known } = key;
    return { ...known, publicKey: makeSubjectPublicKeyInfo(algorithmDer, given) };
  });
}

/** What stands in the privateKey OCTET STRING, by algorithm. */
function readPkcs8Key(secret: DerReader, algorithmDer: Uint8Array): PrivateKey {
  const algorithm = readAlgorithmIdentifier(DerReader.over(algorithmDer), 'privateKeyAlgorithm');
  const { keyType, bits, curve } = keyFacts(algorithm, undefined);
  switch (keyType) {
    case 'RSA':
      return fromPublic('PKCS#8', readRsa(secret.enter('RSAPrivateKey')));
    case 'RSA-PSS':
      return fromPublic('PKCS#8', readRsa(secret.enter('RSAPrivateKey'), algorithmDer));
    case 'EC':
      return { ...readEc(secret.enter('ECPrivateKey'), algorithmDer), format: 'PKCS#8' };
    case 'DSA':
      return { ...readDsaPublic(secret, algorithm, algorithmDer), bits };
    case 'Ed25519':
      return { ...readEd25519(secret, algorithmDer), bits };
    default:
      secret.element('privateKey');
      return { ...unknownKey('PKCS#8', keyType), bits, curve, algorithm };
  }
}

/** The public half of an RSAPrivateKey: version, modulus, publicExponent, and the secrets after them. */
function readRsa(der: DerReader, algorithmDer: Uint8Array = rsaAlgorithm): SubjectPublicKeyInfo {
  readSmallInteger(der, 'version');
  const modulus = der.element('modulus', tags.integer).bytes;
  const exponent = der.element('publicExponent', tags.integer).bytes;
  for (const what of ['privateExponent', 'prime1', 'prime2', 'exponent1', 'exponent2', 'coefficient']) {
    der.element(what, tags.integer);
  }
  return makeSubjectPublicKeyInfo(algorithmDer, encode(tags.sequence, modulus, exponent));
}

/** An ECPrivateKey. The curve stands in the key itself, or in the PKCS#8 algorithm around it. */
function readEc(der: DerReader, outerAlgorithm: Uint8Array | undefined): Omit<PrivateKey, 'format'> {
  readSmallInteger(der, 'version');
  const secret = der.element('privateKey', tags.octetString).contents;
  const parameters = der.enterOptional('parameters', context(0, true))?.element('parameters').bytes;
  const explicitPoint = der.enterOptional('publicKey', context(1, true));
  const given = explicitPoint && readBitStringOctets(explicitPoint, 'publicKey');
  der.end('ECPrivateKey');
  const algorithmDer = outerAlgorithm ?? encode(tags.sequence, ecPublicKey, copy(parameters ?? noBytes));
  const { bits, curve } = keyFacts(readAlgorithmIdentifier(DerReader.over(algorithmDer), 'algorithm'), undefined);
  const computed = given || curve === undefined || !computedCurves.has(curve) ? undefined : curve;
  const arithmetic = computed === undefined ? undefined : keyArithmetic(curveMilliseconds(bits));
  const point = given ?? (computed === undefined ? undefined : arithmetic?.deriveEcPoint(computed, secret));
  const publicKey = point && makeSubjectPublicKeyInfo(algorithmDer, point);
  const isOpen = computed !== undefined && !arithmetic;
  return {
    kind: 'private-key',
    encrypted: false,
    keyType: 'EC',
    bits,
    curve,
    publicKey,
    ...(isOpen ? { isPublicHalfOpen: true } : {}),
  };
}

/** CurvePrivateKey (RFC 8410, section 7). */
function readEd25519(der: DerReader, algorithmDer: Uint8Array): PrivateKey {
  const { contents: seed, offset } = der.element('CurvePrivateKey', tags.octetString);
  if (der.failure) return unknownKey('PKCS#8', 'Ed25519');
  if (seed.length !== 32) {
    const found = byteCount(seed.length);
    der.fail('CurvePrivateKey', { code: 'value', expected: message('32 bytes'), found }, offset);
    return unknownKey('PKCS#8', 'Ed25519');
  }
  const publicKey = keyArithmetic(curveMilliseconds(0))?.deriveEd25519(seed);
  return withHalf('Ed25519', publicKey && makeSubjectPublicKeyInfo(algorithmDer, publicKey));
}

/** RFC 5480 has no such key; PKCS#11 and OpenSSL write the secret as an INTEGER, p, q and g being the parameters. */
function readDsaPublic(der: DerReader, { parameters }: AlgorithmIdentifier, algorithmDer: Uint8Array): PrivateKey {
  const x = unsigned(readInteger(der, 'privateKey'));
  if (!parameters) return unknownKey('PKCS#8', 'DSA');
  const inner = DerReader.over(parameters).enter('Dss-Parms');
  const p = unsigned(readInteger(inner, 'p'));
  readInteger(inner, 'q');
  const g = unsigned(readInteger(inner, 'g'));
  if (inner.failure) return unknownKey('PKCS#8', 'DSA');
  const arithmetic = keyArithmetic((p.length / 256) ** 2 * (x.length / 16));
  if (!arithmetic) return withHalf('DSA', undefined);
  const y = arithmetic.deriveDsaPublic(p, g, x);
  // A magnitude with its first bit set needs a sign octet.
  const sign = (y?.[0] ?? 0) & 0x80 ? Uint8Array.of(0) : noBytes;
  return y
    ? withHalf('DSA', makeSubjectPublicKeyInfo(algorithmDer, encode(tags.integer, sign, y)))
    : unknownKey('PKCS#8', 'DSA');
}

/** A key in PKCS#8 whose public half was computed, or left open. */
function withHalf(keyType: KeyType, publicKey: SubjectPublicKeyInfo | undefined): PrivateKey {
  const key = { ...unknownKey('PKCS#8', keyType), publicKey };
  return publicKey ? key : { ...key, isPublicHalfOpen: true };
}

/** Those that `deriveEcPoint` knows. */
const computedCurves: ReadonlySet<string> = new Set(['P-256', 'P-384', 'P-521', 'secp256k1']);

/** To compute a point of a curve. */
function curveMilliseconds(bits: number | undefined): number {
  if (!bits) return 1;
  return bits <= 256 ? 2 : bits <= 384 ? 4 : 10;
}

function fromPublic(
  format: PrivateKey['format'],
  publicKey: SubjectPublicKeyInfo | undefined,
  { keyType, bits, curve }: KeyFacts = publicKey ?? unknownKey(format, 'unknown'),
): PrivateKey {
  return { kind: 'private-key', format, encrypted: false, keyType, bits, curve, publicKey };
}

function unknownKey(format: PrivateKey['format'], keyType: KeyType): PrivateKey {
  return {
    kind: 'private-key',
    format,
    encrypted: false,
    keyType,
    bits: undefined,
    curve: undefined,
    publicKey: undefined,
  };
}

function copy(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes);
}
