import { DerCursor, DerError, type Element, tags } from './der.ts';

/** Dotted object identifier (X.690, 8.19). */
export function readOid(element: Element): string {
  const { contents } = element;
  if (contents.length === 0 || contents.length > 64) throw new DerError('value', { what: 'OBJECT IDENTIFIER' });
  const arcs: string[] = [];
  let value = 0n;
  let fresh = true;
  for (const octet of contents) {
    // An arc may not begin with an empty septet: it would have two encodings.
    if (fresh && octet === 0x80) throw new DerError('value', { what: 'OBJECT IDENTIFIER' });
    value = (value << 7n) | BigInt(octet & 0x7f);
    fresh = (octet & 0x80) === 0;
    if (!fresh) continue;
    if (arcs.length === 0) {
      const first = value < 80n ? value / 40n : 2n;
      arcs.push(String(first), String(value - first * 40n));
    } else arcs.push(String(value));
    value = 0n;
  }
  if (!fresh) throw new DerError('value', { what: 'OBJECT IDENTIFIER' });
  return arcs.join('.');
}

/** Content octets of an INTEGER, checked to be minimal. */
export function readInteger(element: Element): Uint8Array {
  const { contents } = element;
  const [first, second] = contents;
  if (first === undefined) throw new DerError('value', { what: 'INTEGER' });
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    throw new DerError('value', { what: 'INTEGER' });
  }
  return contents;
}

/** A small non-negative INTEGER. */
export function readSmallInteger(element: Element): number {
  const octets = readInteger(element);
  if (octets.length > 5 || (octets[0] ?? 0) >= 0x80) throw new DerError('value', { what: 'INTEGER' });
  return octets.reduce((value, octet) => value * 256 + octet, 0);
}

export function readBoolean(element: Element): boolean {
  const [octet] = element.contents;
  if (element.contents.length !== 1 || (octet !== 0 && octet !== 0xff))
    throw new DerError('value', { what: 'BOOLEAN' });
  return octet === 0xff;
}

/** The octets of a BIT STRING that has no unused bits (keys, signatures). */
export function readBitOctets(element: Element): Uint8Array {
  if (element.contents[0] !== 0) throw new DerError('value', { what: 'BIT STRING' });
  return element.contents.subarray(1);
}

/** Positions of the bits that are set, for named bit lists such as KeyUsage. */
export function readNamedBits(element: Element): number[] {
  const unused = element.contents[0];
  if (unused === undefined || unused > 7) throw new DerError('value', { what: 'BIT STRING' });
  const bits: number[] = [];
  element.contents.subarray(1).forEach((octet, i) => {
    for (let bit = 0; bit < 8; bit++) if (octet & (0x80 >> bit)) bits.push(i * 8 + bit);
  });
  return bits;
}

/** UTCTime or GeneralizedTime in the one form that RFC 5280, 4.1.2.5 allows: seconds, and Z. */
export function readTime(element: Element): Date {
  const text = latin1(element.contents);
  const match =
    element.tag === tags.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
      : element.tag === tags.generalizedTime
        ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
        : null;
  if (!match) throw new DerError('value', { what: 'Time' });
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const full = element.tag === tags.utcTime ? (year < 50 ? 2000 + year : 1900 + year) : year;
  const date = new Date(0);
  date.setUTCFullYear(full, month - 1, day);
  date.setUTCHours(hour, minute, second);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) {
    throw new DerError('value', { what: 'Time' });
  }
  return date;
}

/** Any of the string types of RFC 5280's DirectoryString, and IA5String. */
export function readString(element: Element): string {
  const { tag, contents } = element;
  switch (tag) {
    case tags.utf8String:
      return new TextDecoder().decode(contents);
    case tags.bmpString: {
      let text = '';
      for (let i = 0; i + 1 < contents.length; i += 2) {
        text += String.fromCharCode(((contents[i] ?? 0) << 8) | (contents[i + 1] ?? 0));
      }
      return text;
    }
    case tags.universalString: {
      let text = '';
      const view = new DataView(contents.buffer, contents.byteOffset, contents.byteLength);
      for (let i = 0; i + 3 < contents.length; i += 4) {
        const point = view.getUint32(i);
        text += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
      }
      return text;
    }
    default:
      return latin1(contents);
  }
}

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** A cursor over the contents of a SEQUENCE that `bytes` must be. */
export function sequence(bytes: Uint8Array, what: string): DerCursor {
  const cursor = new DerCursor(bytes);
  const inner = cursor.enter(tags.sequence, what);
  cursor.end(what);
  return inner;
}

/** The DER of a value of `tag` around `parts`. */
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
