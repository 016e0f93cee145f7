// Programs that write while they compute leave lengths open and cut strings in pieces (BER: X.690, 8.1.3.6 and 8.7.3).
// CMS and PKCS#12 allow it (RFC 5652, section 2; RFC 7292, section 3); the reader here knows DER alone.

import { limits } from '../base/limits.ts';
import { encode } from './encode.ts';
import { tags } from './tags.ts';

const constructedOctetString = 0x24;

/** The same value with all lengths definite where its own is open; else, or where it is damaged, the bytes as they are. */
export function definiteLength(bytes: Uint8Array): Uint8Array {
  return bytes[1] === 0x80 ? fromPieces(bytes) : bytes;
}

/** As `definiteLength`, also where only strings are in pieces, which no length tells. */
export function fromPieces(bytes: Uint8Array): Uint8Array {
  if (bytes.length > limits.derBytes) return bytes;
  return readValue(bytes, 0, bytes.length, 0)?.value ?? bytes;
}

interface Rewritten {
  readonly value: Uint8Array;
  /** Where the next value begins. */
  readonly next: number;
}

function readValue(bytes: Uint8Array, at: number, end: number, depth: number): Rewritten | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > end || depth > limits.derDepth) return undefined;
  if (first === 0x80) {
    if ((tag & 0x20) === 0) return undefined;
    const inner = readValues(bytes, at + 2, end, depth + 1, true);
    return inner && { value: rewrite(tag, inner.values), next: inner.next };
  }
  const octets = first & 0x80 ? first & 0x7f : 0;
  if (octets > 4 || at + 2 + octets > end) return undefined;
  let length = octets === 0 ? first : 0;
  for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  const start = at + 2 + octets;
  const next = start + length;
  if (next > end) return undefined;
  if ((tag & 0x20) === 0) return { value: bytes.subarray(at, next), next };
  const inner = readValues(bytes, start, next, depth + 1, false);
  return inner && { value: rewrite(tag, inner.values), next };
}

function readValues(
  bytes: Uint8Array,
  start: number,
  end: number,
  depth: number,
  isOpen: boolean,
): { readonly values: readonly Uint8Array[]; readonly next: number } | undefined {
  const values: Uint8Array[] = [];
  let at = start;
  while (at < end) {
    if (isOpen && bytes[at] === 0 && bytes[at + 1] === 0) return { values, next: at + 2 };
    const read = readValue(bytes, at, end, depth);
    if (!read) return undefined;
    values.push(read.value);
    at = read.next;
  }
  return isOpen ? undefined : { values, next: end };
}

function rewrite(tag: number, values: readonly Uint8Array[]): Uint8Array {
  if (tag !== constructedOctetString) return encode(tag, ...values);
  return encode(tags.octetString, ...values.map(contentsOf));
}

/** Of a value whose length is definite. */
export function contentsOf(value: Uint8Array): Uint8Array {
  const first = value[1] ?? 0;
  return value.subarray(2 + (first & 0x80 ? first & 0x7f : 0));
}
