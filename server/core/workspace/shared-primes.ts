import { nextTurn } from '../base/event-loop.ts';
import { limits } from '../base/limits.ts';
import { once } from '../base/once.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import type { PkiValue, SubjectPublicKeyInfo } from '../x509/types.ts';

/** Sizes of moduli that are looked at: smaller ones are broken anyway, larger ones take long and are rare. */
const smallest = 512;
const largest = 4096;
const smallestPrime = 1n << 128n;
const millisecondsOfWork = 30;
/** Bits of product times bits of modulus that are divided in a millisecond, and bits of a greatest common divisor. */
const divisionBits = 1.5e9;
const divisorBits = 4_800;

interface KnownKey {
  readonly key: SubjectPublicKeyInfo;
  readonly modulus: bigint;
}

const loadNumbers = once(() => import('../x509/rsa-numbers.ts'));

/**
 * Which RSA keys of the workspace have a prime in common: devices with little randomness make such keys, and the greatest
 * common divisor of two of them is the private key of both (Heninger et al., 2012; Lenstra et al., 2012). A new modulus is
 * held against the product of all others: one division.
 */
export class SharedPrimes {
  readonly #moduli = new Map<string, KnownKey>();
  /** Those of them that have a partner. */
  readonly #weak = new Map<string, KnownKey>();
  readonly #partners = new Map<string, SubjectPublicKeyInfo>();
  readonly #waiting = new Map<string, SubjectPublicKeyInfo>();
  #product = 1n;
  #productBits = 0;

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

  /** Whether keys came that were not looked at yet. */
  get isBehind(): boolean {
    return this.#waiting.size > 0;
  }

  /**
   * Looks at the keys that came since, as many as some 30 ms are enough for; the fingerprints of those that were found
   * out.
   */
  async work(): Promise<readonly string[]> {
    const found: string[] = [];
    let left = millisecondsOfWork;
    if (this.#waiting.size === 0) return found;
    const { rsaNumbers } = await loadNumbers();
    for (const [fingerprint, key] of this.#waiting) {
      if (left <= 0) break;
      this.#waiting.delete(fingerprint);
      const modulus = rsaNumbers(key)?.modulus;
      if (modulus === undefined || this.#moduli.has(fingerprint) || this.#moduli.size >= limits.rsaKeys) continue;
      if (this.#moduli.size % 16 === 15) await nextTurn();
      const bits = key.bits ?? largest;
      left -= (this.#productBits * bits) / divisionBits + (bits / divisorBits) ** 2;
      const divisor = this.#product === 1n ? 1n : greatestCommonDivisor(modulus, this.#product % modulus);
      // Damaged keys have small divisors in common, thousands of them with each other.
      for (const other of divisor >= smallestPrime ? this.#sharing(modulus, divisor) : []) {
        this.#partners.set(fingerprint, other.key);
        this.#partners.set(keyFingerprint(other.key), key);
        this.#weak.set(keyFingerprint(other.key), other);
        this.#weak.set(fingerprint, { key, modulus });
        found.push(fingerprint, keyFingerprint(other.key));
      }
      if (divisor >= smallestPrime) left -= this.#moduli.size / 20;
      this.#moduli.set(fingerprint, { key, modulus });
      this.#product *= modulus;
      this.#productBits += bits;
    }
    return found;
  }

  /** One key for each prime of `divisor`, which are those that `modulus` shares. Most others share what others did. */
  #sharing(modulus: bigint, divisor: bigint): readonly KnownKey[] {
    const others = [...this.#weak.values(), ...this.#moduli.values()];
    const whole = others.find((other) => other.modulus !== modulus && other.modulus % divisor === 0n);
    if (whole) return [whole];
    const found: KnownKey[] = [];
    let rest = divisor;
    for (const other of others) {
      if (rest < smallestPrime) break;
      const common = greatestCommonDivisor(rest, other.modulus % rest);
      // The same modulus is the same key with another exponent; a small divisor is a damaged one's.
      if (common < smallestPrime || other.modulus === modulus) continue;
      found.push(other);
      rest /= common;
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
