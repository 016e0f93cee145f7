import { readBitStringOctets } from '../asn1/bit-string.ts';
import { DerReader } from '../asn1/der-reader.ts';
import { encode } from '../asn1/encode.ts';
import { bitLength, readInteger } from '../asn1/integer.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { tags } from '../asn1/tags.ts';
import { readAlgorithmIdentifier } from './algorithm.ts';
import { curves } from './curves.ts';
import { EncodedKey } from './encoded-key.ts';
import type { AlgorithmIdentifier, KeyType, SubjectPublicKeyInfo } from './types.ts';

/** `AlgorithmIdentifier { rsaEncryption, NULL }` (RFC 3279, 2.3.1). */
export const rsaAlgorithm = Uint8Array.of(0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1, 5, 0);

const keyTypes: ReadonlyMap<string, KeyType> = new Map([
  ['rsaEncryption', 'RSA'],
  ['RSASSA-PSS', 'RSA-PSS'],
  ['id-ecPublicKey', 'EC'],
  ['dsaEncryption', 'DSA'],
  ['dhKeyAgreement', 'DH'],
  ['dhpublicnumber', 'DH'],
  ['Ed25519', 'Ed25519'],
  ['Ed448', 'Ed448'],
  ['X25519', 'X25519'],
  ['X448', 'X448'],
  ['ML-DSA-44', 'ML-DSA'],
  ['ML-DSA-65', 'ML-DSA'],
  ['ML-DSA-87', 'ML-DSA'],
]);

export type KeyFacts = Pick<SubjectPublicKeyInfo, 'keyType' | 'bits' | 'curve'>;

/** RFC 5280, 4.1.2.7. */
export function readSubjectPublicKeyInfo(der: DerReader, what = 'subjectPublicKeyInfo'): SubjectPublicKeyInfo {
  const { bytes, inner } = der.enterElement(what);
  const key = readKeyContents(inner, bytes);
  inner.end(what);
  return key;
}

/** What is inside the SEQUENCE whose bytes are `whole`. */
export function readKeyContents(der: DerReader, whole: Uint8Array): SubjectPublicKeyInfo {
  const algorithm = readAlgorithmIdentifier(der, 'algorithm');
  const publicKey = readBitStringOctets(der, 'subjectPublicKey');
  return new EncodedKey(whole, algorithm, publicKey, keyFacts(algorithm, publicKey));
}

/** A SubjectPublicKeyInfo around a key, `algorithmDer` being its AlgorithmIdentifier. Nothing of the input is kept. */
export function makeSubjectPublicKeyInfo(algorithmDer: Uint8Array, publicKey: Uint8Array): SubjectPublicKeyInfo {
  const bits = encode(tags.bitString, Uint8Array.of(0), publicKey);
  return readSubjectPublicKeyInfo(DerReader.over(encode(tags.sequence, algorithmDer, bits)));
}

/** Type, size and curve of a key by its algorithm; `publicKey` is needed for the size of an RSA key. */
export function keyFacts(algorithm: AlgorithmIdentifier, publicKey: Uint8Array | undefined): KeyFacts {
  const keyType = keyTypes.get(algorithm.name) ?? familyOf(algorithm.name);
  switch (keyType) {
    case 'EC':
      return factsOfCurve(algorithm);
    case 'RSA':
    case 'RSA-PSS':
      return { keyType, bits: firstIntegerBits(publicKey), curve: undefined };
    case 'DSA':
    case 'DH':
      // Dss-Parms (RFC 3279, 2.3.2) and DHParameter both begin with p.
      return { keyType, bits: firstIntegerBits(algorithm.parameters), curve: undefined };
    default:
      return { keyType, bits: undefined, curve: undefined };
  }
}

/** Algorithms that were read before are the same objects. */
const ofCurves = new WeakMap<AlgorithmIdentifier, KeyFacts>();

function factsOfCurve(algorithm: AlgorithmIdentifier): KeyFacts {
  const known = ofCurves.get(algorithm);
  if (known) return known;
  const facts: KeyFacts = { keyType: 'EC', ...curveFacts(algorithm.parameters) };
  ofCurves.set(algorithm, facts);
  return facts;
}

/** Algorithms whose parameter sets each have an identifier of their own. */
function familyOf(name: string): KeyType {
  if (name.startsWith('SLH-DSA-')) return 'SLH-DSA';
  if (name.startsWith('ML-KEM-')) return 'ML-KEM';
  return name.startsWith('MLDSA') ? 'composite' : 'unknown';
}

/** Bits of the INTEGER that a SEQUENCE begins with. */
function firstIntegerBits(sequence: Uint8Array | undefined): number | undefined {
  if (!sequence) return undefined;
  const der = DerReader.over(sequence);
  const bits = bitLength(readInteger(der.enter('key'), 'modulus'));
  return der.failure ? undefined : bits;
}

/** ECParameters (RFC 5480, 2.1.1): a named curve, or the curve spelt out, whose field size can at least be told. */
export function curveFacts(parameters: Uint8Array | undefined): {
  bits: number | undefined;
  curve: string | undefined;
} {
  const unknown = { bits: undefined, curve: undefined };
  if (!parameters) return unknown;
  const der = DerReader.over(parameters);
  if (der.peekTag() === tags.objectIdentifier) {
    const named = curves.get(readObjectIdentifier(der, 'namedCurve'));
    return named ? { bits: named.bits, curve: named.name } : unknown;
  }
  const inner = der.enter('specifiedCurve');
  readInteger(inner, 'version');
  const field = inner.enter('fieldID');
  const isPrime = readObjectIdentifier(field, 'fieldType') === '1.2.840.10045.1.1';
  const bits = isPrime ? bitLength(readInteger(field, 'prime')) : undefined;
  return der.failure ? unknown : { bits, curve: undefined };
}
