import { type DerCursor, tags } from '../asn1/der.ts';
import { readOid, readString, toHex } from '../asn1/values.ts';

/** One attribute of a distinguished name (RFC 5280, 4.1.2.4). */
export interface AttributeTypeAndValue {
  /** Dotted object identifier. */
  readonly type: string;
  /** The short name people know (`CN`, `O`), or the dotted identifier. */
  readonly shortName: string;
  readonly value: string;
  /** False where the value is no string: it is shown as `#` and hexadecimal then (RFC 4514, 2.4). */
  readonly isString: boolean;
}

/** A distinguished name: relative distinguished names in encoded order. */
export interface Name {
  readonly der: Uint8Array;
  readonly rdns: readonly (readonly AttributeTypeAndValue[])[];
}

/** RFC 4519 and OpenSSL's short names. */
const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.42': 'GN',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC',
};

const stringTags = new Set<number>([
  tags.utf8String,
  tags.printableString,
  tags.teletexString,
  tags.ia5String,
  tags.universalString,
  tags.bmpString,
]);

export function readName(cursor: DerCursor): Name {
  const element = cursor.read(tags.sequence, 'Name');
  const rdns: AttributeTypeAndValue[][] = [];
  for (const sets = cursor.inside(element); !sets.atEnd; ) {
    const rdn: AttributeTypeAndValue[] = [];
    for (const set = sets.enter(tags.set, 'RelativeDistinguishedName'); !set.atEnd; ) {
      const attribute = set.enter(tags.sequence, 'AttributeTypeAndValue');
      const type = readOid(attribute.read(tags.oid));
      const value = attribute.read();
      attribute.end('AttributeTypeAndValue');
      const isString = stringTags.has(value.tag);
      const text = isString ? readString(value) : `#${toHex(value.bytes).toUpperCase()}`;
      rdn.push({ type, shortName: shortNames[type] ?? type, value: text, isString });
    }
    rdns.push(rdn);
  }
  return { der: element.bytes, rdns };
}

/** RFC 4514 text, last RDN first, as `openssl x509 -nameopt RFC2253,-esc_msb` prints it. */
export function formatName(name: Name): string {
  return [...name.rdns]
    .reverse()
    .map((rdn) =>
      [...rdn]
        .reverse()
        .map(({ shortName, value, isString }) => `${shortName}=${isString ? escapeValue(value) : value}`)
        .join('+'),
    )
    .join(',');
}

function escapeValue(value: string): string {
  return value
    .replace(/[,+"\\<>;]/g, '\\$&')
    .replace(/^[# ]/, '\\$&')
    .replace(/ $/, '\\ ');
}

/** The last attribute of this short name, which is the most specific one. */
export function attribute(name: Name, shortName: string): string | undefined {
  return name.rdns.flat().findLast((one) => one.shortName === shortName)?.value;
}

const keys = new WeakMap<Name, string>();

/**
 * Equal for names that are equal by RFC 5280, 7.1: case and inner white space do not count. (Full RFC 4518
 * preparation, which also folds compatibility characters, is part of path validation.)
 */
export function nameKey(name: Name): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = JSON.stringify(
    name.rdns.map((rdn) =>
      rdn.map(({ type, value }) => `${type}=${value.trim().replace(/\s+/g, ' ').toLowerCase()}`).sort(),
    ),
  );
  keys.set(name, key);
  return key;
}
