import { message, verbatim } from '../base/message.ts';
import { visible } from '../base/visible.ts';
import type { DerElement, DerReader } from './der-reader.ts';
import { shortCodes, textOfCodes } from './short-codes.ts';
import { tagName, tags } from './tags.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const looseUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** X.680, 41.4: what PrintableString can hold. `*`, `@`, `_` and `&` cannot be in it, but often are. */
const printable = /^[A-Za-z0-9 '()+,\-./:=?]*$/;
const numeric = /^[0-9 ]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: IA5String is all of ASCII, control characters included.
const ascii = /^[\x00-\x7f]*$/;

const stringTags: ReadonlySet<number> = new Set([
  tags.utf8String,
  tags.printableString,
  tags.numericString,
  tags.teletexString,
  tags.ia5String,
  tags.visibleString,
  tags.generalString,
  tags.universalString,
  tags.bmpString,
]);

/** Those that hold ASCII as it is; PrintableString a part of it. */
const asciiTags: ReadonlySet<number> = new Set([
  tags.utf8String,
  tags.printableString,
  tags.ia5String,
  tags.visibleString,
]);

export function isStringTag(tag: number): boolean {
  return stringTags.has(tag);
}

/** The text of any string type, `tag` where it is implicitly tagged; characters that the type cannot hold are noted and read as best they can be. */
export function readString(
  der: DerReader,
  what: string,
  element: DerElement = der.element(what),
  tag: number = element.tag,
): string {
  // Nearly every string is short and of letters that mean the same in all of these types.
  if (asciiTags.has(tag)) {
    const text = asciiText(element.source, element.contentsStart, element.contentsEnd, tag === tags.printableString);
    if (text !== undefined) return text;
  }
  return readUnusual(der, what, element, tag);
}

function readUnusual(der: DerReader, what: string, { contents, offset }: DerElement, tag: number): string {
  const violate = (found: string): void => {
    const expected = message('a {type}', { type: tagName(tag) });
    der.violate(what, { code: 'value', expected, found: verbatim(visible(shorten(found))) }, offset);
  };
  switch (tag) {
    case tags.utf8String: {
      const text = decodeUtf8(contents);
      if (text.isWellFormed() && !text.includes('\ufffd')) return text;
      if (!isUtf8(contents)) violate(text);
      return text;
    }
    case tags.bmpString: {
      const text = decodeUtf16(contents);
      if (contents.length % 2 !== 0 || !text.isWellFormed()) violate(text);
      return text.toWellFormed();
    }
    case tags.universalString: {
      const text = decodeUtf32(contents);
      if (contents.length % 4 !== 0 || text.includes('\ufffd')) violate(text);
      return text;
    }
    case tags.printableString:
    case tags.numericString:
    case tags.ia5String:
    case tags.visibleString:
    case tags.generalString:
    case tags.teletexString: {
      const text = decodeLatin1(contents);
      if (tag === tags.teletexString || tag === tags.generalString) return text;
      const allowed = tag === tags.printableString ? printable : tag === tags.numericString ? numeric : ascii;
      if (allowed.test(text)) return text;
      violate(text);
      // Many a program wrote UTF-8 into whatever string type it had.
      return ascii.test(text) || !isUtf8(contents) ? text : decodeUtf8(contents);
    }
    default:
      der.fail(what, { code: 'tag', expected: 'a string', found: tagName(tag) }, offset);
      return '';
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

export function decodeUtf8(bytes: Uint8Array): string {
  return looseUtf8.decode(bytes);
}

/** 1 for what PrintableString can hold, as `printable`. */
const isPrintable = Uint8Array.from({ length: 0x80 }, (_, code) => Number(printable.test(String.fromCharCode(code))));

/** A short text of ASCII; undefined for any other, and where `onlyPrintable` for what is none. */
function asciiText(source: Uint8Array, start: number, end: number, onlyPrintable: boolean): string | undefined {
  const codes = shortCodes(end - start);
  if (!codes) return undefined;
  for (let at = start; at < end; at++) {
    const code = source[at] ?? 0;
    if (code >= 0x80 || (onlyPrintable && isPrintable[code] === 0)) return undefined;
    codes[at - start] = code;
  }
  return textOfCodes(codes);
}

/** One character a byte: ASCII and ISO 8859-1. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}

function decodeUtf16(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2)
    text += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  return text;
}

function decodeUtf32(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let i = 0; i + 3 < bytes.length; i += 4) {
    const point = view.getUint32(i);
    const isScalar = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    text += isScalar ? String.fromCodePoint(point) : '\ufffd';
  }
  return text;
}
