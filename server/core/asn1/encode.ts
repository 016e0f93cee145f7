import { tags } from './tags.ts';

/** The DER of a value with `tag` around the concatenated `parts`. */
export function encode(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const header = [tag];
  if (length < 0x80) header.push(length);
  else {
    const octets: number[] = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest & 0xff);
    header.push(0x80 | octets.length, ...octets);
  }
  const out = new Uint8Array(header.length + length);
  out.set(header);
  let at = header.length;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** The DER of a positive INTEGER of this magnitude. */
export function encodeUnsigned(magnitude: Uint8Array): Uint8Array {
  let from = 0;
  while (from < magnitude.length - 1 && magnitude[from] === 0) from++;
  const octets = magnitude.subarray(from);
  // A first bit of 1 would make it negative (X.690, 8.3.3).
  const sign = octets.length === 0 || (octets[0] ?? 0) >= 0x80 ? [0] : [];
  return encode(tags.integer, Uint8Array.from(sign), octets);
}

/** The DER of an INTEGER from 0 to 2^53 - 1. */
export function encodeNumber(value: number): Uint8Array {
  const octets: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return encodeUnsigned(Uint8Array.from(octets.length > 0 ? octets : [0]));
}
