import { ed25519 } from '@noble/curves/ed25519.js';
import { type DerCursor, DerError, readSingle, tags } from '../asn1/der.ts';
import { encode, readBitOctets } from '../asn1/values.ts';
import { readAlgorithmIdentifier } from './algorithm.ts';
import { keyFacts, makeSubjectPublicKeyInfo, rsaAlgorithm } from './subject-public-key-info.ts';
import type { PrivateKey, SubjectPublicKeyInfo } from './types.ts';

/** id-ecPublicKey, as DER. */
const ecPublicKey = Uint8Array.of(6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1);

/**
 * Reads the public half and the type of a private key; the secret is not kept (nothing returned refers to `der`).
 * Throws `DerError`.
 */
export function readPrivateKey(label: string, der: Uint8Array, isEncrypted: boolean): PrivateKey {
  if (label === 'OPENSSH PRIVATE KEY') return unknownKey('OpenSSH', false);
  if (label === 'ENCRYPTED PRIVATE KEY') {
    readSingle(der, tags.sequence, 'EncryptedPrivateKeyInfo');
    return unknownKey('PKCS#8', true);
  }
  if (label === 'RSA PRIVATE KEY') {
    if (isEncrypted) return { ...unknownKey('PKCS#1', true), keyType: 'RSA' };
    return describeKey('PKCS#1', readRsaPublic(readSingle(der, tags.sequence, 'RSAPrivateKey')));
  }
  if (label === 'EC PRIVATE KEY') {
    if (isEncrypted) return { ...unknownKey('SEC 1', true), keyType: 'EC' };
    const { publicKey, curve } = readEc(readSingle(der, tags.sequence, 'ECPrivateKey'), undefined);
    return publicKey ? describeKey('SEC 1', publicKey) : { ...unknownKey('SEC 1', false), keyType: 'EC', ...curve };
  }
  if (label === 'DSA PRIVATE KEY') return { ...unknownKey('DSA', isEncrypted), keyType: 'DSA' };
  return readPkcs8(der);
}

/** RFC 5958, section 2. */
function readPkcs8(der: Uint8Array): PrivateKey {
  const info = readSingle(der, tags.sequence, 'PrivateKeyInfo');
  info.read(tags.integer, 'version');
  const algorithmElement = info.read(tags.sequence, 'privateKeyAlgorithm');
  const algorithm = readAlgorithmIdentifier(sibling(info, algorithmElement.bytes));
  const secret = info.read(tags.octetString, 'privateKey').contents;
  const facts = keyFacts(algorithm, undefined);
  switch (facts.keyType) {
    case 'RSA':
    case 'RSA-PSS':
      return describeKey('PKCS#8', readRsaPublic(readSingle(secret, tags.sequence, 'RSAPrivateKey')));
    case 'EC': {
      const { publicKey } = readEc(readSingle(secret, tags.sequence, 'ECPrivateKey'), algorithmElement.bytes);
      return publicKey ? describeKey('PKCS#8', publicKey) : { ...unknownKey('PKCS#8', false), ...facts };
    }
    case 'Ed25519': {
      const seed = readSeed(secret);
      return describeKey('PKCS#8', makeSubjectPublicKeyInfo(copy(algorithmElement.bytes), ed25519.getPublicKey(seed)));
    }
    default:
      return { ...unknownKey('PKCS#8', false), ...facts };
  }
}

/** CurvePrivateKey (RFC 8410, section 7). */
function readSeed(secret: Uint8Array): Uint8Array {
  if (secret[0] !== tags.octetString || secret[1] !== 32 || secret.length !== 34) {
    throw new DerError('value', { what: 'CurvePrivateKey' });
  }
  return secret.subarray(2);
}

/** RFC 8017, A.1.2: version, modulus, publicExponent, then the secrets. */
function readRsaPublic(key: DerCursor): SubjectPublicKeyInfo {
  key.read(tags.integer, 'version');
  const modulus = key.read(tags.integer, 'modulus').bytes;
  const exponent = key.read(tags.integer, 'publicExponent').bytes;
  return makeSubjectPublicKeyInfo(rsaAlgorithm, encode(tags.sequence, modulus, exponent));
}

/** RFC 5915, section 3. The curve stands in the key itself, or in the PKCS#8 algorithm around it. */
function readEc(
  key: DerCursor,
  algorithmDer: Uint8Array | undefined,
): {
  readonly publicKey: SubjectPublicKeyInfo | undefined;
  readonly curve: { bits: number | undefined; curve: string | undefined };
} {
  key.read(tags.integer, 'version');
  key.read(tags.octetString, 'privateKey');
  const parameters = key.optional(0xa0);
  const point = key.optional(0xa1);
  const algorithm = algorithmDer
    ? copy(algorithmDer)
    : encode(tags.sequence, ecPublicKey, copy(parameters?.contents ?? new Uint8Array()));
  const { bits, curve } = keyFacts(readAlgorithmIdentifier(sibling(key, algorithm)), undefined);
  if (!point) return { publicKey: undefined, curve: { bits, curve } };
  const octets = readBitOctets(key.inside(point).read(tags.bitString, 'publicKey'));
  return { publicKey: makeSubjectPublicKeyInfo(algorithm, octets), curve: { bits, curve } };
}

function describeKey(format: PrivateKey['format'], publicKey: SubjectPublicKeyInfo): PrivateKey {
  const { keyType, bits, curve } = publicKey;
  return { kind: 'private-key', format, encrypted: false, keyType, bits, curve, publicKey };
}

function unknownKey(format: PrivateKey['format'], encrypted: boolean): PrivateKey {
  return {
    kind: 'private-key',
    format,
    encrypted,
    keyType: 'unknown',
    bits: undefined,
    curve: undefined,
    publicKey: undefined,
  };
}

/** A copy: a view would keep the secret's buffer alive. */
function copy(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes);
}

function sibling(like: DerCursor, bytes: Uint8Array): DerCursor {
  return like.inside({ tag: 0, bytes, contents: bytes });
}
