import { sha256Hex } from './digest.ts';
import type { SubjectPublicKeyInfo } from './types.ts';

const fingerprints = new WeakMap<SubjectPublicKeyInfo, string>();

/** SHA-256 of a SubjectPublicKeyInfo, lower-case hexadecimal: equal for the two halves of one key pair. */
export function keyFingerprint(key: SubjectPublicKeyInfo): string {
  const known = fingerprints.get(key);
  if (known !== undefined) return known;
  const fingerprint = sha256Hex(key.der);
  fingerprints.set(key, fingerprint);
  return fingerprint;
}
