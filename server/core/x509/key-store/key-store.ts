import type { Member } from '../members.ts';

/** How it is made sure that nobody changed a key store. */
export interface Integrity {
  /** A MAC under the password, a digest of password and contents (Java), or a signature. */
  readonly method: 'mac' | 'digest' | 'signature';
  /** `HMAC-SHA-256`; empty for a signature. */
  readonly algorithm: string;
  readonly iterations: number | undefined;
}

/** One way in which parts of a key store are encrypted. */
export interface PartEncryption {
  readonly name: string;
  readonly iterations: number | undefined;
}

/** PKCS#12 (RFC 7292), or Java's own JKS and JCEKS. Nothing in it leads to the secret of a private key. */
export interface KeyStore {
  readonly kind: 'key-store';
  readonly format: 'PKCS#12' | 'JKS' | 'JCEKS';
  readonly version: number;
  readonly integrity: Integrity | undefined;
  /** Each way once. */
  readonly encryption: readonly PartEncryption[];
  /** Parts of which nothing can be seen, not even what is in them, for want of the password. */
  readonly hiddenParts: number;
  /** What became of the password: undefined where none was given. */
  readonly opened: boolean;
  readonly members: readonly Member[];
}

/** `malformed`: it cannot be read with any password. */
export type OpenFailure = 'wrong-password' | 'malformed';
