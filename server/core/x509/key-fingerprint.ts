import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../asn1/values.ts';
import type { SubjectPublicKeyInfo } from './types.ts';

const fingerprints = new WeakMap<SubjectPublicKeyInfo, string>();

/** SHA-256 of a SubjectPublicKeyInfo, lower-case hexadecimal: equal for the two halves of one key pair. */
export function keyFingerprint(key: SubjectPublicKeyInfo): string {
  let fingerprint = fingerprints.get(key);
  if (fingerprint === undefined) {
    fingerprint = toHex(sha256(key.der));
    fingerprints.set(key, fingerprint);
  }
  return fingerprint;
}
