import { encode } from '../asn1/encode.ts';
import { tags } from '../asn1/tags.ts';
import { readIpAddress } from './ip-address.ts';

/** The kinds of names that certificates are issued for (RFC 5280, 4.2.1.6). */
export interface AlternativeName {
  readonly type: 'dNSName' | 'iPAddress' | 'rfc822Name' | 'uniformResourceIdentifier';
  readonly value: string;
}

/** Context-specific tags of GeneralName. */
const choices = { rfc822Name: 0x81, dNSName: 0x82, uniformResourceIdentifier: 0x86, iPAddress: 0x87 } as const;

/** DER of SubjectAltName; the names have been checked and are ASCII. */
export function encodeSubjectAltName(names: readonly AlternativeName[]): Uint8Array<ArrayBuffer> {
  const encoded = names.map(({ type, value }) => {
    const octets = type === 'iPAddress' ? readIpAddress(value) : new TextEncoder().encode(value);
    if (!octets) throw new Error('an IP address that was not checked');
    return encode(choices[type], octets);
  });
  return Uint8Array.from(encode(tags.sequence, ...encoded));
}
