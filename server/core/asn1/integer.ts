import { message, verbatim } from '../base/message.ts';
import type { DerReader } from './der-reader.ts';
import { toHex } from './hex.ts';
import { tags } from './tags.ts';

/** Content octets of an INTEGER (X.690, 8.3): two's complement, which must be as short as possible. */
export function readInteger(der: DerReader, what: string, tag: number = tags.integer): Uint8Array {
  const { contents, offset } = der.element(what, tag);
  // Not taken apart: a bundle has tens of thousands.
  const first = contents[0];
  const second = contents[1];
  if (first === undefined) {
    der.fail(what, { code: 'value', expected: message('an INTEGER'), found: message('no bytes') }, offset);
  } else if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    const expected = message('an INTEGER in its shortest form');
    der.violate(what, { code: 'value', expected, found: verbatim(`${toHex(contents.subarray(0, 2))}…`) }, offset);
  }
  return contents;
}

/** An INTEGER or ENUMERATED from 0 to 2^31 - 1: a version, a path length, a reason. */
export function readSmallInteger(der: DerReader, what: string, tag: number = tags.integer): number {
  const at = der.offset;
  const octets = readInteger(der, what, tag);
  const isSmall = octets.length <= 4 && (octets[0] ?? 0) < 0x80;
  if (!isSmall) {
    const found =
      octets.length <= 20 ? verbatim(`0x${toHex(octets)}`) : message('one of {count} bytes', { count: octets.length });
    der.fail(what, { code: 'value', expected: message('a small number'), found }, at);
    return 0;
  }
  return octets.reduce((value, octet) => value * 256 + octet, 0);
}

/** A non-negative INTEGER that a number holds exactly: an AS number, a CA's version. */
export function readUnsignedNumber(der: DerReader, what: string): number {
  const at = der.offset;
  const octets = readInteger(der, what);
  if (octets.length > 6 || (octets[0] ?? 0) >= 0x80) {
    der.fail(
      what,
      { code: 'value', expected: message('a small number'), found: verbatim(toHex(octets.subarray(0, 8))) },
      at,
    );
    return 0;
  }
  return octets.reduce((value, octet) => value * 256 + octet, 0);
}

/** The magnitude of a positive INTEGER, without the sign octet. */
export function unsigned(octets: Uint8Array): Uint8Array {
  let from = 0;
  while (from < octets.length - 1 && octets[from] === 0) from++;
  return octets.subarray(from);
}

/** The number of significant bits of a positive INTEGER: 2048 for an RSA-2048 modulus. */
export function bitLength(octets: Uint8Array): number {
  const value = unsigned(octets);
  const [first] = value;
  return first === undefined || first === 0 ? 0 : value.length * 8 - (Math.clz32(first) - 24);
}
