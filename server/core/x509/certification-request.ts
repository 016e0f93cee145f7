import { readSingle, tags } from '../asn1/der.ts';
import { readBitOctets, readOid, readSmallInteger } from '../asn1/values.ts';
import { readAlgorithmIdentifier } from './algorithm.ts';
import { extensionReader, readExtensions } from './certificate.ts';
import { extensionOids, readGeneralNames } from './extension-values.ts';
import { readName } from './name.ts';
import { readSubjectPublicKeyInfo } from './subject-public-key-info.ts';
import type { CertificationRequest, Extension } from './types.ts';

/** PKCS#9 extensionRequest (RFC 2985, 5.4.2). */
const extensionRequest = '1.2.840.113549.1.9.14';

/** Reads a PKCS#10 certification request (RFC 2986, 4). Throws `DerError`. */
export function readCertificationRequest(der: Uint8Array): CertificationRequest {
  const outer = readSingle(der, tags.sequence, 'CertificationRequest');
  const info = outer.read(tags.sequence, 'certificationRequestInfo');
  const signatureAlgorithm = readAlgorithmIdentifier(outer);
  const signatureValue = readBitOctets(outer.read(tags.bitString, 'signature'));
  outer.end('CertificationRequest');
  const inner = outer.inside(info);
  readSmallInteger(inner.read(tags.integer, 'version'));
  const subject = readName(inner);
  const subjectPublicKeyInfo = readSubjectPublicKeyInfo(inner);
  let extensions: Extension[] = [];
  const attributes = inner.optional(0xa0);
  for (const list = attributes && inner.inside(attributes); list && !list.atEnd; ) {
    const attribute = list.enter(tags.sequence, 'Attribute');
    const type = readOid(attribute.read(tags.oid));
    const values = attribute.enter(tags.set, 'values');
    if (type === extensionRequest) extensions = readExtensions(values);
  }
  return {
    kind: 'certification-request',
    der,
    subject,
    subjectPublicKeyInfo,
    signatureAlgorithm,
    signatureValue,
    certificationRequestInfo: info.bytes,
    extensions,
    subjectAltName: extensionReader(extensions)(extensionOids.subjectAltName, readGeneralNames),
  };
}
