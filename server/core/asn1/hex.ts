import { shortCodes, textOfCodes } from './short-codes.ts';

const digits = new TextEncoder().encode('0123456789abcdef');
const decoder = new TextDecoder();

/** Serial numbers and key identifiers (RFC 5280, 4.1.2.2); no private number, which `shortCodes` would keep until the next text. */
const longestShort = 21;

/** Lower-case hexadecimal, two digits a byte; `separator` is one character of ASCII. */
export function toHex(bytes: Uint8Array, separator: '' | ':' | ' ' = ''): string {
  if (separator !== '') return separated(bytes, separator.charCodeAt(0));
  // Text that is put together piece by piece keeps every piece: with thousands of digests, more than all else.
  const short = bytes.length <= longestShort ? shortCodes(bytes.length * 2) : undefined;
  const codes = short ?? new Uint8Array(bytes.length * 2);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    codes[2 * i] = digits[byte >> 4] ?? 0;
    codes[2 * i + 1] = digits[byte & 15] ?? 0;
  }
  return Array.isArray(codes) ? textOfCodes(codes) : decoder.decode(codes);
}

function separated(bytes: Uint8Array, separator: number): string {
  const codes = new Uint8Array(Math.max(bytes.length * 3 - 1, 0)).fill(separator);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    codes[3 * i] = digits[byte >> 4] ?? 0;
    codes[3 * i + 1] = digits[byte & 15] ?? 0;
  }
  return decoder.decode(codes);
}
