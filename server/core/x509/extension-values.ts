import { DerCursor, DerError, tags } from '../asn1/der.ts';
import { latin1, readBoolean, readNamedBits, readOid, readSmallInteger, sequence } from '../asn1/values.ts';
import { readName } from './name.ts';
import type { Certificate, GeneralName } from './types.ts';

export const extensionOids = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  cRLNumber: '2.5.29.20',
  authorityKeyIdentifier: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
} as const;

/** RFC 5280, 4.2.1.3, in bit order. */
const usages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

/** RFC 5280, 4.2.1.9. */
export function readBasicConstraints(value: Uint8Array): Certificate['basicConstraints'] {
  const inner = sequence(value, 'basicConstraints');
  const ca = inner.optional(tags.boolean);
  const pathLen = inner.optional(tags.integer);
  inner.end('basicConstraints');
  return { cA: ca ? readBoolean(ca) : false, pathLenConstraint: pathLen ? readSmallInteger(pathLen) : undefined };
}

export function readKeyUsage(value: Uint8Array): readonly string[] {
  const bits = readNamedBits(new DerCursor(value).read(tags.bitString, 'keyUsage'));
  return bits.flatMap((bit) => usages[bit] ?? []);
}

/** RFC 5280, 4.2.1.12. */
export function readExtKeyUsage(value: Uint8Array): readonly string[] {
  const purposes: string[] = [];
  for (const inner = sequence(value, 'extKeyUsage'); !inner.atEnd; ) purposes.push(readOid(inner.read(tags.oid)));
  return purposes;
}

export function readSubjectKeyIdentifier(value: Uint8Array): Uint8Array {
  const cursor = new DerCursor(value);
  const { contents } = cursor.read(tags.octetString, 'subjectKeyIdentifier');
  cursor.end('subjectKeyIdentifier');
  return contents;
}

/** The keyIdentifier of RFC 5280, 4.2.1.1, where there is one. */
export function readAuthorityKeyIdentifier(value: Uint8Array): Uint8Array | undefined {
  return sequence(value, 'authorityKeyIdentifier').optional(0x80)?.contents;
}

/** RFC 5280, 4.2.1.6. */
export function readGeneralNames(value: Uint8Array): readonly GeneralName[] {
  const names: GeneralName[] = [];
  for (const inner = sequence(value, 'GeneralNames'); !inner.atEnd; ) names.push(readGeneralName(inner));
  return names;
}

function readGeneralName(cursor: DerCursor): GeneralName {
  const element = cursor.read();
  const { contents } = element;
  switch (element.tag) {
    case 0xa0:
      return { type: 'otherName', value: contents };
    case 0x81:
      return { type: 'rfc822Name', value: latin1(contents) };
    case 0x82:
      return { type: 'dNSName', value: latin1(contents) };
    case 0xa3:
      return { type: 'x400Address', value: contents };
    case 0xa4:
      return { type: 'directoryName', value: readName(new DerCursor(contents)) };
    case 0xa5:
      return { type: 'ediPartyName', value: contents };
    case 0x86:
      return { type: 'uniformResourceIdentifier', value: latin1(contents) };
    case 0x87:
      return { type: 'iPAddress', value: formatAddress(contents) };
    case 0x88:
      return { type: 'registeredID', value: readOid(element) };
    default:
      throw new DerError('tag', { what: 'GeneralName', expected: '[0] to [8]', found: element.tag });
  }
}

/** IPv4 in dots; IPv6 in full groups without leading zeros, as openssl prints it. */
function formatAddress(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) throw new DerError('value', { what: 'iPAddress' });
  const view = new DataView(octets.buffer, octets.byteOffset, 16);
  return Array.from({ length: 8 }, (_, i) =>
    view
      .getUint16(i * 2)
      .toString(16)
      .toUpperCase(),
  ).join(':');
}
