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
 * octet are not looked at, as in OpenSSL.
 */
export function decodeBase64(text: string, start: number, end: number): Base64 {
  const out = new Uint8Array(Math.floor(((end - start) * 3) / 4) + 3);
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
  return { ok: true, bytes: out.slice(0, size) };
}

const lineFeed = 10;
const carriageReturn = 13;

/**
 * Decodes base64 as programs write it, from ASCII: whole groups, line ends between them, and padding at the end; lines
 * begin with no white space. Undefined for any other, right or wrong. The octets come to lie in `octets`.
 */
export function decodePlainBase64(
  ascii: Uint8Array,
  start: number,
  end: number,
  octets: SharedOctets,
): Uint8Array | undefined {
  const out = octets.room(Math.floor(((end - start) * 3) / 4) + 3);
  let size = 0;
  let at = start;
  while (at < end) {
    for (; at + 4 <= end; at += 4) {
      const group =
        ((values[ascii[at] as number] as number) << 18) |
        ((values[ascii[at + 1] as number] as number) << 12) |
        ((values[ascii[at + 2] as number] as number) << 6) |
        (values[ascii[at + 3] as number] as number);
      if (group < 0) break;
      out[size++] = group >> 16;
      out[size++] = group >> 8;
      out[size++] = group;
    }
    const code = ascii[at];
    if (code === carriageReturn && ascii[at + 1] === lineFeed) {
      at++;
    } else if (code === lineFeed) {
      at++;
      if (at < end && values[ascii[at] as number] === space) return wiped(out, size);
    } else if (at < end) {
      break;
    }
  }
  if (at >= end) return octets.take(out, size);
  const first = values[ascii[at] ?? 0] ?? invalid;
  const second = values[ascii[at + 1] ?? 0] ?? invalid;
  const third = values[ascii[at + 2] ?? 0] ?? invalid;
  const isPadded = at + 4 <= end && values[ascii[at + 3] ?? 0] === padding && (third >= 0 || third === padding);
  const isEnd = at + 5 >= end || (at + 6 >= end && ascii[at + 4] === carriageReturn);
  if (first < 0 || second < 0 || !isPadded || !isEnd || (at + 4 < end && ascii[end - 1] !== lineFeed))
    return wiped(out, size);
  out[size++] = (first << 2) | (second >> 4);
  if (third >= 0) out[size++] = (second << 4) | (third >> 2);
  return octets.take(out, size);
}

/** What was written may be a part of a private key, and the room is for others. */
function wiped(room: Uint8Array, size: number): undefined {
  room.fill(0, 0, size);
  return undefined;
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
