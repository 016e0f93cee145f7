import { DerReader } from '../asn1/der-reader.ts';
import { toHex } from '../asn1/hex.ts';
import { readInteger } from '../asn1/integer.ts';
import { tags } from '../asn1/tags.ts';
import type { SubjectPublicKeyInfo } from './types.ts';

/** What is wrong with the encoding of a public key, or with the point that it is. */
export type PublicKeyFault =
  | { readonly kind: 'parameters' | 'noCurve' | 'infinity' | 'notOnCurve' | 'negative' | 'trailing' }
  | { readonly kind: 'form'; readonly form: 'compressed' | 'hybrid' }
  | { readonly kind: 'length'; readonly expected: number; readonly found: number };

/** Octets of a public key (RFC 8410, 4; FIPS 203, 204 and 205). */
const lengths: ReadonlyMap<string, number> = new Map([
  ['Ed25519', 32],
  ['Ed448', 57],
  ['X25519', 32],
  ['X448', 56],
  ['ML-DSA-44', 1312],
  ['ML-DSA-65', 1952],
  ['ML-DSA-87', 2592],
  ['ML-KEM-512', 800],
  ['ML-KEM-768', 1184],
  ['ML-KEM-1024', 1568],
]);

/** y² = x³ + ax + b modulo p (SP 800-186, 3.2.1; SEC 2, 2.4.1). */
const equations: ReadonlyMap<string, readonly [p: bigint, a: bigint, b: bigint]> = new Map([
  ['P-224', [2n ** 224n - 2n ** 96n + 1n, -3n, 0xb4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4n]],
  [
    'P-256',
    [
      2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
      -3n,
      0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    ],
  ],
  [
    'P-384',
    [
      2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
      -3n,
      0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    ],
  ],
  [
    'P-521',
    [
      2n ** 521n - 1n,
      -3n,
      0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    ],
  ],
  ['secp256k1', [2n ** 256n - 2n ** 32n - 977n, 0n, 7n]],
]);

/** The first fault of a key; undefined where there is none, and for what is not looked at. */
export function publicKeyFault(key: SubjectPublicKeyInfo): PublicKeyFault | undefined {
  switch (key.keyType) {
    case 'RSA':
      return rsaFault(key);
    case 'EC':
      return pointFault(key);
    case 'Ed25519':
    case 'Ed448':
    case 'X25519':
    case 'X448':
    case 'ML-DSA':
    case 'ML-KEM':
      return octetsFault(key);
    default:
      return undefined;
  }
}

/** RFC 3279, 2.3.1: the parameters are NULL, and the key is two positive numbers and nothing else. */
function rsaFault({ algorithm, publicKey }: SubjectPublicKeyInfo): PublicKeyFault | undefined {
  const { parameters } = algorithm;
  if (parameters?.length !== 2 || parameters[0] !== tags.null) return { kind: 'parameters' };
  const der = DerReader.over(publicKey);
  const inner = der.enter('RSAPublicKey');
  const modulus = readInteger(inner, 'modulus');
  readInteger(inner, 'publicExponent');
  if (der.failure) return undefined;
  if ((modulus[0] ?? 0) >= 0x80) return { kind: 'negative' };
  return der.atEnd && inner.atEnd ? undefined : { kind: 'trailing' };
}

function octetsFault({ algorithm, publicKey }: SubjectPublicKeyInfo): PublicKeyFault | undefined {
  const expected = lengths.get(algorithm.name);
  if (expected !== undefined && publicKey.length !== expected) {
    return { kind: 'length', expected, found: publicKey.length };
  }
  return algorithm.parameters ? { kind: 'parameters' } : undefined;
}

/** SEC 1, 2.3.3: a form, x, and y. */
function pointFault({ algorithm, publicKey, curve, bits }: SubjectPublicKeyInfo): PublicKeyFault | undefined {
  if (algorithm.parameters === undefined || algorithm.parameters[0] === tags.null) return { kind: 'noCurve' };
  const [form] = publicKey;
  if (form === 0) return { kind: 'infinity' };
  if (form === 2 || form === 3) return { kind: 'form', form: 'compressed' };
  if (form === 6 || form === 7) return { kind: 'form', form: 'hybrid' };
  const equation = curve === undefined ? undefined : equations.get(curve);
  if (!equation || bits === undefined) return undefined;
  const size = Math.ceil(bits / 8);
  const expected = 1 + 2 * size;
  if (form !== 4 || publicKey.length !== expected) return { kind: 'length', expected, found: publicKey.length };
  const x = BigInt(`0x${toHex(publicKey.subarray(1, 1 + size))}`);
  const y = BigInt(`0x${toHex(publicKey.subarray(1 + size))}`);
  const [p, a, b] = equation;
  const isOnCurve = x < p && y < p && (y * y - ((x * x + a) * x + b)) % p === 0n;
  return isOnCurve ? undefined : { kind: 'notOnCurve' };
}
