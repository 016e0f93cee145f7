import { encode, encodeNumber } from '../asn1/encode.ts';
import { encodeObjectIdentifier } from '../asn1/object-identifier.ts';
import { context, tags } from '../asn1/tags.ts';

const signedData = encodeObjectIdentifier('1.2.840.113549.1.7.2');
const data = encodeObjectIdentifier('1.2.840.113549.1.7.1');

/** A bundle of certificates as PKCS#7: SignedData that nobody signed (RFC 5652, 5.1; RFC 8551, 3.8). DER. */
export function encodePkcs7(certificates: readonly Uint8Array[]): Uint8Array {
  const none = encode(tags.set);
  const contents = encode(
    tags.sequence,
    encodeNumber(1),
    none,
    encode(tags.sequence, data),
    // DER sorts a SET OF by its encodings (X.690, 11.6).
    encode(context(0, true), ...certificates.toSorted(compareOctets)),
    none,
  );
  return encode(tags.sequence, signedData, encode(context(0, true), contents));
}

function compareOctets(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
