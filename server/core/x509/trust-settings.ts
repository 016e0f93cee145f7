import { DerReader } from '../asn1/der-reader.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { readString } from '../asn1/string.ts';
import { context, tags } from '../asn1/tags.ts';
import { decodeWithTrust } from './certificate.ts';
import { malformed, nouns } from './defect.ts';
import type { ObjectReading } from './read-object.ts';
import type { Certificate, TrustSettings } from './types.ts';

/** A certificate with OpenSSL's CertAux behind it in the same bytes (`openssl x509 -trustout`). */
export function decodeTrustedCertificate(bytes: Uint8Array): ObjectReading<Certificate> {
  const length = DerReader.over(bytes).peekLength() ?? bytes.length;
  const der = DerReader.over(bytes.subarray(length), length);
  const trustSettings = length < bytes.length ? readTrustSettings(der) : undefined;
  const { value, defects } = decodeWithTrust(bytes.subarray(0, length), der.failure ? undefined : trustSettings);
  return { value, defects: der.failure ? [...defects, malformed(nouns.certificate, der.failure)] : defects };
}

/** CertAux of OpenSSL's crypto/x509/x_x509a.c. */
function readTrustSettings(der: DerReader): TrustSettings {
  const aux = der.enter('CertAux');
  const trusted = readPurposes(aux, tags.sequence);
  const rejected = readPurposes(aux, context(0, true));
  const alias = aux.peekTag() === tags.utf8String ? readString(aux, 'alias') : undefined;
  aux.optional('keyid', tags.octetString);
  aux.optional('other', context(1, true));
  aux.end('CertAux');
  der.end('CertAux');
  return { trusted, rejected, alias };
}

function readPurposes(der: DerReader, tag: number): readonly string[] | undefined {
  const list = der.enterOptional('purposes', tag);
  if (!list) return undefined;
  const purposes: string[] = [];
  while (!list.atEnd) purposes.push(readObjectIdentifier(list, 'purpose'));
  return purposes;
}
