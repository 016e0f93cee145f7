import { DerReader } from '../asn1/der-reader.ts';
import { toHex } from '../asn1/hex.ts';
import { readInteger } from '../asn1/integer.ts';
import type { SubjectPublicKeyInfo } from './types.ts';

/** RSAPublicKey (RFC 8017, A.1.1). */
export interface RsaNumbers {
  readonly modulus: bigint;
  readonly publicExponent: bigint;
}

/** Longest modulus that is computed with, in octets: OpenSSL's own bound of 16,384 bits. */
const longest = 2048;

const known = new WeakMap<SubjectPublicKeyInfo, RsaNumbers | undefined>();

/** The numbers of an RSA key; undefined for any other key, and for what cannot be read. */
export function rsaNumbers(key: SubjectPublicKeyInfo): RsaNumbers | undefined {
  if (key.keyType !== 'RSA' && key.keyType !== 'RSA-PSS') return undefined;
  if (!known.has(key)) known.set(key, read(key.publicKey));
  return known.get(key);
}

function read(publicKey: Uint8Array): RsaNumbers | undefined {
  const der = DerReader.over(publicKey);
  const inner = der.enter('RSAPublicKey');
  const modulus = readInteger(inner, 'modulus');
  const publicExponent = readInteger(inner, 'publicExponent');
  if (der.failure || modulus.length > longest || publicExponent.length > longest) return undefined;
  return { modulus: BigInt(`0x${toHex(modulus)}`), publicExponent: BigInt(`0x${toHex(publicExponent)}`) };
}

const primes = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
  113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];
const product = primes.reduce((all, prime) => all * BigInt(prime), 1n);

/** The remainders of a number by all of `primes`: one long division, then short ones. */
function remainders(modulus: bigint): bigint {
  return modulus % product;
}

/** The smallest prime up to 167 that divides the modulus; undefined where none does. */
export function smallFactor(modulus: bigint): number | undefined {
  const rest = remainders(modulus);
  return primes.find((prime) => rest % BigInt(prime) === 0n);
}

/** Powers of 65537 by each odd prime. */
const powers: ReadonlyMap<number, ReadonlySet<number>> = new Map(
  primes.slice(1).map((prime) => {
    const found = new Set<number>();
    for (let power = 1; !found.has(power); power = (power * 65537) % prime) found.add(power);
    return [prime, found];
  }),
);

/**
 * The fingerprint of CVE-2017-15361 (Nemec et al., 2017): both primes are powers of 65537 by every small prime, and so is
 * their product. A modulus of another origin passes by chance once in 2^28 and more.
 */
export function isRocaModulus(modulus: bigint): boolean {
  const rest = remainders(modulus);
  for (const [prime, found] of powers) if (!found.has(Number(rest % BigInt(prime)))) return false;
  return true;
}
