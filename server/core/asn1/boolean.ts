import { message, verbatim } from '../base/message.ts';
import { byteCount } from '../base/quantity.ts';
import type { DerReader } from './der-reader.ts';
import { toHex } from './hex.ts';
import { tags } from './tags.ts';

/** A BOOLEAN: one octet, 00 or FF (X.690, 11.1). BER lets any other octet than 00 be true. */
export function readBoolean(der: DerReader, what: string, tag: number = tags.boolean): boolean {
  der.take(what, tag);
  const length = der.contentsEnd - der.contentsStart;
  const octet = length > 0 ? der.source[der.contentsStart] : undefined;
  if (octet !== undefined && length === 1 && (octet === 0 || octet === 0xff)) return octet !== 0;
  const expected = message('a BOOLEAN, 00 or FF');
  const offset = der.contentsOffset;
  if (octet === undefined || length !== 1) {
    der.fail(what, { code: 'value', expected, found: byteCount(length) }, offset);
  } else {
    der.violate(what, { code: 'value', expected, found: verbatim(toHex(Uint8Array.of(octet)).toUpperCase()) }, offset);
  }
  return octet !== undefined && octet !== 0;
}

/** A BOOLEAN DEFAULT FALSE: absent is false, and DER does not encode the default (X.690, 11.5). */
export function readDefaultFalse(der: DerReader, what: string, tag: number = tags.boolean): boolean {
  if (der.peekTag() !== tag) return false;
  const at = der.offset;
  const value = readBoolean(der, what, tag);
  if (!value) {
    const expected = message('no value, since FALSE is the default');
    der.violate(what, { code: 'value', expected, found: verbatim('FALSE') }, at);
  }
  return value;
}
