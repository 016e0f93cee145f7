import { DerCursor, guarded, tags } from '../asn1/der.ts';
import { encode, readBitOctets, readInteger, readOid, sequence } from '../asn1/values.ts';
import { readAlgorithmIdentifier } from './algorithm.ts';
import type { AlgorithmIdentifier, KeyType, SubjectPublicKeyInfo } from './types.ts';

/** Named curves: the name people use and the size of the field (RFC 5480, RFC 5639, SEC 2). */
export const curves: Readonly<Record<string, readonly [name: string, bits: number]>> = {
  '1.2.840.10045.3.1.1': ['P-192', 192],
  '1.2.840.10045.3.1.7': ['P-256', 256],
  '1.3.132.0.33': ['P-224', 224],
  '1.3.132.0.34': ['P-384', 384],
  '1.3.132.0.35': ['P-521', 521],
  '1.3.132.0.10': ['secp256k1', 256],
  '1.3.36.3.3.2.8.1.1.7': ['brainpoolP256r1', 256],
  '1.3.36.3.3.2.8.1.1.11': ['brainpoolP384r1', 384],
  '1.3.36.3.3.2.8.1.1.13': ['brainpoolP512r1', 512],
};

/** `AlgorithmIdentifier { rsaEncryption, NULL }` (RFC 3279, 2.3.1). */
export const rsaAlgorithm = Uint8Array.of(0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1, 5, 0);

const keyTypes: Readonly<Record<string, KeyType>> = {
  rsaEncryption: 'RSA',
  'RSASSA-PSS': 'RSA-PSS',
  'id-ecPublicKey': 'EC',
  dsaEncryption: 'DSA',
  dhKeyAgreement: 'DH',
  Ed25519: 'Ed25519',
  Ed448: 'Ed448',
  X25519: 'X25519',
  X448: 'X448',
  'ML-DSA-44': 'ML-DSA',
  'ML-DSA-65': 'ML-DSA',
  'ML-DSA-87': 'ML-DSA',
};

export function readSubjectPublicKeyInfo(cursor: DerCursor): SubjectPublicKeyInfo {
  const element = cursor.read(tags.sequence, 'SubjectPublicKeyInfo');
  const inner = cursor.inside(element);
  const algorithm = readAlgorithmIdentifier(inner);
  const publicKey = readBitOctets(inner.read(tags.bitString, 'subjectPublicKey'));
  inner.end('SubjectPublicKeyInfo');
  return { der: element.bytes, algorithm, publicKey, ...keyFacts(algorithm, publicKey) };
}

/** Type, size and curve of a key by its algorithm; `publicKey` is needed for the size of an RSA key. */
export function keyFacts(
  algorithm: AlgorithmIdentifier,
  publicKey: Uint8Array | undefined,
): Pick<SubjectPublicKeyInfo, 'keyType' | 'bits' | 'curve'> {
  const keyType = keyTypes[algorithm.name] ?? 'unknown';
  if (keyType === 'EC') {
    const read = guarded(() =>
      algorithm.parameters ? readOid(new DerCursor(algorithm.parameters).read(tags.oid)) : undefined,
    );
    const [curve, bits] = ('value' in read && read.value !== undefined ? curves[read.value] : undefined) ?? [];
    return { keyType, bits, curve };
  }
  if (publicKey && (keyType === 'RSA' || keyType === 'RSA-PSS')) {
    const read = guarded(() => bitLength(readInteger(sequence(publicKey, 'RSAPublicKey').read(tags.integer))));
    return { keyType, bits: 'value' in read ? read.value : undefined, curve: undefined };
  }
  if (keyType === 'DSA' || keyType === 'DH') {
    const { parameters } = algorithm;
    const read = guarded(() =>
      parameters ? bitLength(readInteger(sequence(parameters, 'p').read(tags.integer))) : undefined,
    );
    return { keyType, bits: 'value' in read ? read.value : undefined, curve: undefined };
  }
  return { keyType, bits: undefined, curve: undefined };
}

/** A SubjectPublicKeyInfo around a key whose algorithm identifier is `algorithmDer`. */
export function makeSubjectPublicKeyInfo(algorithmDer: Uint8Array, publicKey: Uint8Array): SubjectPublicKeyInfo {
  const bits = new Uint8Array(publicKey.length + 1);
  bits.set(publicKey, 1);
  return readSubjectPublicKeyInfo(new DerCursor(encode(tags.sequence, algorithmDer, encode(tags.bitString, bits))));
}

function bitLength(integer: Uint8Array): number {
  const start = integer.findIndex((octet) => octet !== 0);
  if (start < 0) return 0;
  return (integer.length - start) * 8 - (Math.clz32(integer[start] ?? 0) - 24);
}
