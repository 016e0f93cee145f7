import { type DerElement, DerReader } from '../asn1/der-reader.ts';
import { toHex } from '../asn1/hex.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { attributeNames } from '../asn1/object-identifier-names.ts';
import { SeenBytes } from '../asn1/seen-bytes.ts';
import { isStringTag, readString } from '../asn1/string.ts';
import { tags } from '../asn1/tags.ts';
import { message } from '../base/message.ts';
import { EncodedName } from './encoded-name.ts';

/** One attribute of a distinguished name (RFC 5280, 4.1.2.4). */
export interface AttributeTypeAndValue {
  /** Dotted object identifier. */
  readonly type: string;
  /** The short name people know (`CN`, `O`), or the dotted identifier. */
  readonly shortName: string;
  /** The text; `#` and hexadecimal where the value is no string (RFC 4514, 2.4). */
  readonly value: string;
  readonly isString: boolean;
  /** The value with identifier and length. */
  readonly der: Uint8Array;
}

/** A distinguished name: relative distinguished names in encoded order. */
export interface Name {
  readonly der: Uint8Array;
  readonly rdns: readonly (readonly AttributeTypeAndValue[])[];
}

/** A Name (RFC 5280, 4.1.2.4), which is a SEQUENCE of SETs. */
export function readName(der: DerReader, what: string): Name {
  const { bytes, inner } = der.enterElement(what);
  return new EncodedName(bytes, readRdns(inner, what));
}

/** As `readName`; the same Name where the last ones were alike, since most certificates have the same few issuers. */
export function readIssuer(der: DerReader, what = 'issuer'): Name {
  der.take(what, tags.sequence);
  const { source, valueStart, contentsEnd } = der;
  const isKept = contentsEnd - valueStart <= longestKept && !der.failure;
  const known = isKept ? seen.get(source, valueStart, contentsEnd) : undefined;
  if (known) return known;
  const inner = der.inside(what);
  const bytes = source.subarray(valueStart, contentsEnd);
  const kept = isKept ? readFaultless(bytes, what) : undefined;
  return kept ?? new EncodedName(bytes, readRdns(inner, what));
}

/** A name without a fault, of octets of its own: it is kept, and may not keep what it was read from alive. */
function readFaultless(bytes: Uint8Array, what: string): Name | undefined {
  const own = bytes.slice();
  const der = DerReader.over(own);
  const name = new EncodedName(own, readRdns(der.enter(what), what));
  if (der.failure || der.violations.length > 0) return undefined;
  seen.put(own, name);
  return name;
}

function readRdns(inner: DerReader, what: string): AttributeTypeAndValue[][] {
  const rdns: AttributeTypeAndValue[][] = [];
  while (!inner.atEnd) rdns.push(readRelativeName(inner, what));
  return rdns;
}

/** Names that were read without a fault. */
const seen = new SeenBytes<Name>(200);
const longestKept = 500;

/** A Name as the only value of `bytes`; undefined where it is none. */
export function readNameOf(bytes: Uint8Array): Name | undefined {
  const der = DerReader.over(bytes);
  const name = readName(der, 'Name');
  der.end('Name');
  return der.failure ? undefined : name;
}

/** A RelativeDistinguishedName; `tag` where it is implicitly tagged. */
export function readRelativeName(der: DerReader, what: string, tag: number = tags.set): AttributeTypeAndValue[] {
  const set = der.enter(what, tag);
  const attributes: AttributeTypeAndValue[] = [];
  let [lastStart, lastEnd] = [0, 0];
  let isOrdered = true;
  set.notEmpty(what);
  while (!set.atEnd) {
    const attribute = set.enter(what);
    const { source, valueStart, contentsEnd } = set;
    if (lastEnd > 0 && isOrdered) isOrdered = isInOrder(source, lastStart, lastEnd, valueStart, contentsEnd);
    [lastStart, lastEnd] = [valueStart, contentsEnd];
    const type = readObjectIdentifier(attribute, what);
    const element = attribute.element(what);
    attribute.end(what);
    const isString = isStringTag(element.tag);
    const value = isString ? readString(attribute, what, element) : hexForm(element.bytes);
    // A string in pieces is BER: DER has each whole (X.690, 10.2).
    if (isStringTag(element.tag & ~constructed) && (element.tag & constructed) !== 0) {
      const found = message('a string in pieces');
      set.violate(what, { code: 'value', expected: message('a string in one piece'), found }, element.offset);
    }
    attributes.push(new EncodedAttribute(type, value, isString, element));
  }
  if (!isOrdered && !set.failure) {
    set.violate(what, {
      code: 'value',
      expected: message('the attributes of one part in the order of their octets'),
      found: message('another order'),
    });
  }
  return attributes;
}

const constructed = 0x20;

/** X.690, 11.6: the elements of a SET OF are in the order of their octets. */
function isInOrder(octets: Uint8Array, first: number, firstEnd: number, second: number, secondEnd: number): boolean {
  const length = Math.min(firstEnd - first, secondEnd - second);
  for (let i = 0; i < length; i++) {
    const difference = (octets[first + i] ?? 0) - (octets[second + i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return firstEnd - first <= secondEnd - second;
}

/** Its octets are a view that is made when asked for: few ask. */
class EncodedAttribute implements AttributeTypeAndValue {
  readonly type: string;
  readonly shortName: string;
  readonly value: string;
  readonly isString: boolean;
  readonly #element: DerElement;

  constructor(type: string, value: string, isString: boolean, element: DerElement) {
    this.type = type;
    this.shortName = attributeNames.get(type) ?? type;
    this.value = value;
    this.isString = isString;
    this.#element = element;
  }

  get der(): Uint8Array {
    return this.#element.bytes;
  }
}

function hexForm(der: Uint8Array): string {
  return `#${toHex(der).toUpperCase()}`;
}

/**
 * RFC 4514 text, the last RDN first, as `openssl x509 -nameopt RFC2253,-esc_msb` prints it: letters of every script as
 * they are. For reading a space may follow the commas (RFC 4514, 3, takes none away).
 */
export function formatName(name: Name, separator: ',' | ', ' = ','): string {
  return name.rdns
    .toReversed()
    .map((rdn) => rdn.toReversed().map(formatAttribute).join('+'))
    .join(separator);
}

function formatAttribute(attribute: AttributeTypeAndValue): string {
  const { type, shortName, value, isString } = attribute;
  const isKnown = shortName !== type;
  return `${shortName}=${isString && isKnown ? escapeValue(value) : hexForm(attribute.der)}`;
}

/** RFC 4514, 2.4; control characters in hexadecimal. */
function escapeValue(value: string): string {
  // Nearly every value.
  if (/^[A-Za-z\d][\w .:/@*'()-]*$/.test(value) && !value.endsWith(' ')) return value;
  return (
    value
      .replace(/[,+"\\<>;]/g, '\\$&')
      .replace(/^[# ]/, '\\$&')
      .replace(/ $/, '\\ ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      .replace(/[\u0000-\u001f\u007f]/g, (control) => `\\${toHex(Uint8Array.of(control.charCodeAt(0))).toUpperCase()}`)
  );
}

/** The last attribute of this short name, which is the most specific one. */
export function attribute(name: Name, shortName: string): string | undefined {
  for (let i = name.rdns.length - 1; i >= 0; i--) {
    const found = name.rdns[i]?.findLast((one) => one.shortName === shortName);
    if (found) return found.value;
  }
  return undefined;
}

export function commonName(name: Name): string | undefined {
  return attribute(name, 'CN');
}
