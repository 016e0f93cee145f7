import { nextTurn } from '../base/event-loop.ts';
import { limits } from '../base/limits.ts';
import { once } from '../base/once.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import type { PkiValue, SubjectPublicKeyInfo } from '../x509/types.ts';

/** Sizes of moduli that are looked at: smaller ones are broken anyway, larger ones take long and are rare. */
const smallest = 512;
const largest = 4096;
const smallestPrime = 1n << 128n;

const loadNumbers = once(() => import('../x509/rsa-numbers.ts'));

/**
 * Which RSA keys of the workspace have a prime in common: devices with little randomness make such keys, and the greatest
 * common divisor of two of them is the private key of both (Heninger et al., 2012; Lenstra et al., 2012). A new modulus is
 * held against the product of all others: one division.
 */
export class SharedPrimes {
  readonly #moduli = new Map<string, { readonly key: SubjectPublicKeyInfo; readonly modulus: bigint }>();
  readonly #partners = new Map<string, SubjectPublicKeyInfo>();
  readonly #waiting = new Map<string, SubjectPublicKeyInfo>();
  #product = 1n;

  add(value: PkiValue): void {
    const key = keyOf(value);
    if (key?.keyType !== 'RSA' && key?.keyType !== 'RSA-PSS') return;
    if (key.bits === undefined || key.bits < smallest || key.bits > largest) return;
    const fingerprint = keyFingerprint(key);
    if (!this.#moduli.has(fingerprint)) this.#waiting.set(fingerprint, key);
  }

  /** A key that has a prime in common with this one. */
  partnerOf(key: SubjectPublicKeyInfo): SubjectPublicKeyInfo | undefined {
    return this.#partners.get(keyFingerprint(key));
  }

  /** Looks at the keys that came since; the fingerprints of those that were found out. */
  async work(): Promise<readonly string[]> {
    const found: string[] = [];
    if (this.#waiting.size === 0) return found;
    const { rsaNumbers } = await loadNumbers();
    for (const [fingerprint, key] of this.#waiting) {
      this.#waiting.delete(fingerprint);
      const modulus = rsaNumbers(key)?.modulus;
      if (modulus === undefined || this.#moduli.has(fingerprint) || this.#moduli.size >= limits.rsaKeys) continue;
      if (this.#moduli.size % 16 === 15) await nextTurn();
      const divisor = this.#product === 1n ? 1n : greatestCommonDivisor(modulus, this.#product % modulus);
      if (divisor !== 1n) {
        for (const [other, { key: partner, modulus: its }] of this.#moduli) {
          const common = greatestCommonDivisor(modulus, its);
          // The same modulus is the same key with another exponent; a small divisor is a damaged one's.
          if (common < smallestPrime || common === modulus) continue;
          this.#partners.set(fingerprint, partner);
          this.#partners.set(other, key);
          found.push(fingerprint, other);
        }
      }
      this.#moduli.set(fingerprint, { key, modulus });
      this.#product *= modulus;
    }
    return found;
  }
}

function keyOf(value: PkiValue): SubjectPublicKeyInfo | undefined {
  if (value.kind === 'private-key') return value.publicKey;
  return 'subjectPublicKeyInfo' in value ? value.subjectPublicKeyInfo : undefined;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [one, other] = [a, b];
  while (other !== 0n) [one, other] = [other, one % other];
  return one;
}
