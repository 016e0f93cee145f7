import { limits } from '../base/limits.ts';

/**
 * What the search for issuers may still cost, in signatures of WebCrypto. The first that is tried for a certificate is
 * free: it nearly always fits, and there are no more of them than certificates.
 */
export class SignatureWork {
  #left: number = limits.furtherSignatures;

  get spent(): number {
    return limits.furtherSignatures - this.#left;
  }

  /** Takes `amount`; false where it is not there, and then nothing may be verified. */
  take(amount: number): boolean {
    if (amount > this.#left) return false;
    this.#left -= amount;
    return true;
  }
}
