import { encode } from '../asn1/encode.ts';
import { encodeObjectIdentifier } from '../asn1/object-identifier.ts';
import { tags } from '../asn1/tags.ts';

const commonNameId = encodeObjectIdentifier('2.5.4.3');

/** DER of a Name of one common name, in UTF-8 (RFC 5280, 4.1.2.4). */
export function encodeSubject(commonName: string): Uint8Array {
  const value = encode(tags.utf8String, new TextEncoder().encode(commonName));
  return encode(tags.sequence, encode(tags.set, encode(tags.sequence, commonNameId, value)));
}
