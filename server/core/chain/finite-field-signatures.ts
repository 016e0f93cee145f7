import { sha224, sha256 } from '@noble/hashes/sha2.js';
import { DerReader } from '../asn1/der-reader.ts';
import { toHex } from '../asn1/hex.ts';
import { readInteger } from '../asn1/integer.ts';
import type { SubjectPublicKeyInfo } from '../x509/types.ts';
import { fixedLengthSignature } from './ecdsa-signature.ts';

// What WebCrypto leaves out of RSA and DSA: SHA-224, and DSA at all. Public values only, so that time tells nothing.

/** Longest moduli and exponents that are worked with: twice of what anyone uses, and some milliseconds. */
const longest = { rsa: 8192, dsa: 4096, exponent: 64 };

/** `DigestInfo { sha224, NULL }` up to the digest (RFC 8017, 9.2). */
const sha224Info = Uint8Array.from([
  0x30, 0x2d, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04, 0x05, 0x00, 0x04, 0x1c,
]);

/** RSASSA-PKCS1-v1_5 with SHA-224 (RFC 8017, 8.2.2); undefined where the key is beyond what is worked with. */
export function verifyRsaSha224(key: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean | undefined {
  const numbers = readIntegers(key, 2);
  const [n, e] = numbers ?? [];
  if (n === undefined || e === undefined || bits(n) > longest.rsa || bits(e) > longest.exponent) return undefined;
  const length = Math.ceil(bits(n) / 8);
  const s = number(signature);
  if (signature.length !== length || s >= n || n < 3n) return false;
  const info = toHex(sha224Info) + toHex(sha224(data));
  const padding = length - 3 - info.length / 2;
  if (padding < 8) return false;
  return power(s, e, n) === BigInt(`0x0001${'ff'.repeat(padding)}00${info}`);
}

/** FIPS 186-4, 4.7, over the parameters of the key itself (RFC 3279, 2.3.2); undefined where it has none of use. */
export function verifyDsa(
  { algorithm, publicKey }: SubjectPublicKeyInfo,
  hash: 'SHA-224' | 'SHA-256',
  data: Uint8Array,
  signature: Uint8Array,
): boolean | undefined {
  const [p, q, g] = readIntegers(algorithm.parameters ?? new Uint8Array(0), 3) ?? [];
  const der = DerReader.over(publicKey);
  const y = number(readInteger(der, 'y'));
  der.end('y');
  if (der.failure || p === undefined || q === undefined || g === undefined) return undefined;
  if (bits(p) > longest.dsa || bits(q) > 256 || bits(q) < 160 || bits(q) % 8 !== 0) return undefined;
  if (!(g > 1n && g < p - 1n && y > 1n && y < p - 1n)) return false;
  const value = fixedLengthSignature(signature, bits(q) / 8);
  if (!value) return false;
  const r = number(value.subarray(0, value.length / 2));
  const s = number(value.subarray(value.length / 2));
  if (r === 0n || r >= q || s === 0n || s >= q) return false;
  const digest = hash === 'SHA-224' ? sha224(data) : sha256(data);
  const z = number(digest.subarray(0, bits(q) / 8));
  const w = power(s, q - 2n, q);
  const v = (power(g, (z * w) % q, p) * power(y, (r * w) % q, p)) % p;
  return v % q === r;
}

/** The INTEGERs of a SEQUENCE that holds `count` of them; undefined for another, or where one is negative. */
function readIntegers(sequence: Uint8Array, count: number): bigint[] | undefined {
  const der = DerReader.over(sequence);
  const inner = der.enter('numbers');
  const numbers = Array.from({ length: count }, () => readInteger(inner, 'number'));
  inner.end('numbers');
  der.end('numbers');
  const isNegative = numbers.some(([first = 0x80]) => first >= 0x80);
  return der.failure || inner.failure || isNegative ? undefined : numbers.map(number);
}

function number(octets: Uint8Array): bigint {
  return BigInt(`0x0${toHex(octets)}`);
}

function bits(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let square = base % modulus;
  let result = 1n;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
