import type { SharedOctets } from './shared-octets.ts';

const invalid = -1;
const space = -2;
const padding = -3;

/** One entry for every UTF-16 unit, so that a look-up needs no check. */
const values = new Int8Array(0x10000).fill(invalid);
for (const [i, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  values[character.charCodeAt(0)] = i;
}
// RFC 7468, section 3: WSP and eol, and what else lax parsers skip.
for (const character of ' \t\r\n\v\f') values[character.charCodeAt(0)] = space;
values['='.charCodeAt(0)] = padding;

export type Base64 =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /**
   * `at` is the offset of the offending character: one that is not base64, or one after the padding. With `length` the
   * text ends at `at` in the middle of a group.
   */
  | { readonly ok: false; readonly at: number; readonly reason: 'character' | 'padding' | 'length' };

/**
 * Decodes base64 (RFC 4648, section 4) in `text` from `start` to `end`, white space skipped. Bits after the last whole
 * octet are not looked at, as in OpenSSL. Where `octets` is given, they come to lie there.
 */
export function decodeBase64(text: string, start: number, end: number, octets?: SharedOctets): Base64 {
  const most = Math.floor(((end - start) * 3) / 4) + 3;
  const out = octets?.room(most) ?? new Uint8Array(most);
  let size = 0;
  /** Characters of the group that is not full, and their bits. */
  let count = 0;
  let bits = 0;
  let at = start;
  while (at < end) {
    if (count === 0) {
      // Whole groups at full speed: a negative look-up makes the whole group negative.
      for (; at + 4 <= end; at += 4) {
        const group =
          ((values[text.charCodeAt(at)] ?? invalid) << 18) |
          ((values[text.charCodeAt(at + 1)] ?? invalid) << 12) |
          ((values[text.charCodeAt(at + 2)] ?? invalid) << 6) |
          (values[text.charCodeAt(at + 3)] ?? invalid);
        if (group < 0) break;
        out[size++] = group >> 16;
        out[size++] = group >> 8;
        out[size++] = group;
      }
      if (at >= end) break;
    }
    const value = values[text.charCodeAt(at)] ?? invalid;
    if (value >= 0) {
      bits = (bits << 6) | value;
      count++;
      if (count === 4) {
        out[size++] = bits >> 16;
        out[size++] = bits >> 8;
        out[size++] = bits;
        count = 0;
        bits = 0;
      }
    } else if (value === padding) {
      const problem = checkPadding(text, at, end, count);
      if (problem) return problem;
      break;
    } else if (value !== space) {
      return { ok: false, at, reason: 'character' };
    }
    at++;
  }
  if (count === 1 || (count > 1 && at >= end)) return { ok: false, at, reason: 'length' };
  if (count >= 2) out[size++] = bits >> (count === 2 ? 4 : 10);
  if (count === 3) out[size++] = bits >> 2;
  return { ok: true, bytes: octets?.take(out, size) ?? out.slice(0, size) };
}

/** After the first `=`: as many as complete the group, then nothing but white space. */
function checkPadding(text: string, first: number, end: number, count: number): Base64 | undefined {
  let missing = count < 2 ? 0 : 4 - count;
  for (let at = first; at < end; at++) {
    const value = values[text.charCodeAt(at)] ?? invalid;
    if (value === space) continue;
    if (value === invalid) return { ok: false, at, reason: 'character' };
    if (value !== padding || missing === 0) return { ok: false, at, reason: 'padding' };
    missing--;
  }
  return missing > 0 ? { ok: false, at: end, reason: 'length' } : undefined;
}

/** In one line. */
export function encodeBase64(octets: Uint8Array): string {
  let binary = '';
  for (const octet of octets) binary += String.fromCharCode(octet);
  return btoa(binary);
}
