import { sha256Hex } from './digest.ts';
import { EncodedKey } from './encoded-key.ts';
import type { SubjectPublicKeyInfo } from './types.ts';

/** SHA-256 of a SubjectPublicKeyInfo, lower-case hexadecimal: equal for the two halves of one key pair. */
export function keyFingerprint(key: SubjectPublicKeyInfo): string {
  if (!(key instanceof EncodedKey)) return sha256Hex(key.der);
  key.fingerprint ??= sha256Hex(key.der);
  return key.fingerprint;
}
