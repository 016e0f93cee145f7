import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../asn1/hex.ts';

/** Digests in lower-case hexadecimal. */
export interface Digests {
  sha256(bytes: Uint8Array): string;
  sha1(bytes: Uint8Array): string;
}

let digests: Digests = {
  sha256: (bytes) => toHex(sha256(bytes)),
  sha1: (bytes) => toHex(sha1(bytes)),
};

/** What the machine has is ten times as fast as what any machine can run. The shell sets it once, before it reads anything. */
export function useDigests(own: Digests): void {
  digests = own;
}

export function sha256Hex(bytes: Uint8Array): string {
  return digests.sha256(bytes);
}

export function sha1Hex(bytes: Uint8Array): string {
  return digests.sha1(bytes);
}
