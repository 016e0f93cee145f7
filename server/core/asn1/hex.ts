import { shortCodes, textOfCodes } from './short-codes.ts';

const digits = new TextEncoder().encode('0123456789abcdef');
const decoder = new TextDecoder();

/** Serial numbers and key identifiers (RFC 5280, 4.1.2.2); no private number, which `shortCodes` would keep until the next text. */
const longestShort = 21;

/** Lower-case hexadecimal, two digits a byte; `separator` is one character of ASCII. */
export function toHex(bytes: Uint8Array, separator: '' | ':' | ' ' = ''): string {
  const width = '00'.length + separator.length;
  // Text that is put together piece by piece keeps every piece: with thousands of digests, more than all else.
  const short = separator === '' && bytes.length <= longestShort ? shortCodes(bytes.length * width) : undefined;
  const length = Math.max(bytes.length * width - separator.length, 0);
  const codes = short ?? new Uint8Array(length).fill(separator.charCodeAt(0));
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    codes[width * i] = digits[byte >> 4] ?? 0;
    codes[width * i + 1] = digits[byte & 15] ?? 0;
  }
  return Array.isArray(codes) ? textOfCodes(codes) : decoder.decode(codes);
}
