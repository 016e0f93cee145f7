import type { CHash } from '@noble/hashes/utils.js';

interface Derivation {
  /** What the octets are for: 1 a key, 2 an initialization vector, 3 a MAC key. */
  readonly id: 1 | 2 | 3;
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly length: number;
}

/** Octets from a passphrase by the method of PKCS#12 (RFC 7292, appendix B.2). */
export function derivePkcs12(hash: CHash, { id, passphrase, salt, iterations, length }: Derivation): Uint8Array {
  const block = hash.blockLen;
  const filled = (octets: Uint8Array) => {
    const out = new Uint8Array(block * Math.ceil(octets.length / block));
    for (let i = 0; i < out.length; i++) out[i] = octets[i % octets.length] ?? 0;
    return out;
  };
  const input = Uint8Array.from([...filled(salt), ...filled(bmpString(passphrase))]);
  const derived = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    let digest = hash(Uint8Array.from([...new Uint8Array(block).fill(id), ...input]));
    for (let i = 1; i < iterations; i++) digest = hash(digest);
    derived.set(digest.subarray(0, length - at), at);
    at += digest.length;
    addToBlocks(input, filled(digest).subarray(0, block));
  }
  return derived;
}

/** Each block of `input` plus `addend` plus one, modulo the block's size. */
function addToBlocks(input: Uint8Array, addend: Uint8Array): void {
  for (let start = 0; start < input.length; start += addend.length) {
    let carry = 1;
    for (let i = addend.length - 1; i >= 0; i--) {
      const sum = (input[start + i] ?? 0) + (addend[i] ?? 0) + carry;
      input[start + i] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}

/** Appendix B.1: UTF-16, big-endian, with two octets of zero at the end. */
function bmpString(text: string): Uint8Array {
  const octets: number[] = [];
  for (let i = 0; i < text.length; i++) octets.push(text.charCodeAt(i) >> 8, text.charCodeAt(i) & 0xff);
  return Uint8Array.from([...octets, 0, 0]);
}
