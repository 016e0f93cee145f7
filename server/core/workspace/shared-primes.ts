import { limits } from '../base/limits.ts';
import { once } from '../base/once.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import type { RsaNumbers } from '../x509/rsa-numbers.ts';
import type { PkiValue, SubjectPublicKeyInfo } from '../x509/types.ts';
import { greatestCommonDivisor } from './greatest-common-divisor.ts';

/** Sizes of moduli that are looked at: smaller ones are broken anyway, larger ones take long and are rare. */
const smallest = 512;
const largest = 4096;
const smallestPrime = 1n << 128n;
/** Keys that the product is divided for at once: a long division costs hardly more than a short one. */
const atOnce = 32;
/** Bits of product times bits of their product that are divided in a millisecond, and what each key takes besides. */
const divisionBits = 8e9;
const bitsOfKey = 6_000;
const millisecondsOfKey = 0.05;

interface KnownKey {
  readonly key: SubjectPublicKeyInfo;
  readonly modulus: bigint;
}

const loadNumbers = once(() => import('../x509/rsa-numbers.ts'));

/**
 * Which RSA keys of the workspace have a prime in common: devices with little randomness make such keys, and the greatest
 * common divisor of two of them is the private key of both (Heninger et al., 2012; Lenstra et al., 2012). New moduli are
 * held against the product of all others: one division for some of them at once.
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
   * Looks at the keys that came since, some, and more where `milliseconds` are enough; the fingerprints of those that were
   * found out.
   */
  async work(milliseconds: number): Promise<readonly string[]> {
    const found: string[] = [];
    if (this.#waiting.size === 0) return found;
    const { rsaNumbers } = await loadNumbers();
    let left = milliseconds;
    do left -= this.#compareSome(rsaNumbers, found);
    while (left > 0 && this.#waiting.size > 0);
    return found;
  }

  /** In one turn, since others may look at keys meanwhile. Returns about how many milliseconds it took. */
  #compareSome(rsaNumbers: (key: SubjectPublicKeyInfo) => RsaNumbers | undefined, found: string[]): number {
    const fresh: (KnownKey & { readonly fingerprint: string })[] = [];
    let product = 1n;
    let productBits = 0;
    for (const [fingerprint, key] of this.#waiting) {
      if (fresh.length === atOnce) break;
      this.#waiting.delete(fingerprint);
      if (this.#moduli.has(fingerprint) || this.#moduli.size + fresh.length >= limits.rsaKeys) continue;
      const modulus = rsaNumbers(key)?.modulus;
      if (modulus === undefined) continue;
      fresh.push({ fingerprint, key, modulus });
      product *= modulus;
      productBits += key.bits ?? largest;
    }
    if (fresh.length === 0) return 0;
    let took = (this.#productBits * productBits) / divisionBits;
    const rest = this.#product % product;
    let before = 1n;
    for (const { fingerprint, key, modulus } of fresh) {
      took += millisecondsOfKey + ((key.bits ?? largest) / bitsOfKey) ** 2;
      const others = ((rest % modulus) * (before % modulus)) % modulus;
      const divisor = this.#moduli.size === 0 ? 1n : greatestCommonDivisor(modulus, others);
      // Damaged keys have small divisors in common, thousands of them with each other.
      for (const other of divisor >= smallestPrime ? this.#sharing(modulus, divisor) : []) {
        this.#partners.set(fingerprint, other.key);
        this.#partners.set(keyFingerprint(other.key), key);
        this.#weak.set(keyFingerprint(other.key), other);
        this.#weak.set(fingerprint, { key, modulus });
        found.push(fingerprint, keyFingerprint(other.key));
      }
      if (divisor >= smallestPrime) took += this.#moduli.size / 20;
      this.#moduli.set(fingerprint, { key, modulus });
      before *= modulus;
    }
    this.#product *= product;
    this.#productBits += productBits;
    return took;
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
