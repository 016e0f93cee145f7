import { DerCursor, readSingle, tags } from '../asn1/der.ts';
import { readBitOctets, readInteger, readSmallInteger, readTime } from '../asn1/values.ts';
import { readAlgorithmIdentifier } from './algorithm.ts';
import { extensionReader, readExtensions } from './certificate.ts';
import { extensionOids, readAuthorityKeyIdentifier } from './extension-values.ts';
import { readName } from './name.ts';
import type { CertificateList, RevokedCertificate } from './types.ts';

/** Reads a certificate revocation list (RFC 5280, 5.1). Throws `DerError`. */
export function readCertificateList(der: Uint8Array): CertificateList {
  const outer = readSingle(der, tags.sequence, 'CertificateList');
  const tbsElement = outer.read(tags.sequence, 'tbsCertList');
  const signatureAlgorithm = readAlgorithmIdentifier(outer);
  const signatureValue = readBitOctets(outer.read(tags.bitString, 'signatureValue'));
  outer.end('CertificateList');
  const tbs = outer.inside(tbsElement);
  const versionElement = tbs.optional(tags.integer);
  readAlgorithmIdentifier(tbs);
  const issuer = readName(tbs);
  const thisUpdate = readTime(tbs.read());
  const isTime = tbs.nextTag === tags.utcTime || tbs.nextTag === tags.generalizedTime;
  const nextUpdate = isTime ? readTime(tbs.read()) : undefined;
  const revokedElement = tbs.optional(tags.sequence);
  const extensionsElement = tbs.optional(0xa0);
  tbs.end('tbsCertList');
  const extensions = extensionsElement ? readExtensions(tbs.inside(extensionsElement)) : [];
  const typed = extensionReader(extensions);
  const revokedCertificates = revokedElement ? readRevoked(tbs.inside(revokedElement)) : [];
  return {
    kind: 'certificate-list',
    der,
    tbsCertList: tbsElement.bytes,
    version: versionElement ? readSmallInteger(versionElement) + 1 : 1,
    issuer,
    thisUpdate,
    nextUpdate,
    signatureAlgorithm,
    signatureValue,
    extensions,
    crlNumber: typed(extensionOids.cRLNumber, (value) => readInteger(new DerCursor(value).read(tags.integer))),
    authorityKeyIdentifier: typed(extensionOids.authorityKeyIdentifier, readAuthorityKeyIdentifier),
    revokedCertificates,
    revokedCount: revokedCertificates.length,
  };
}

const reasonCode = '2.5.29.21';

function readRevoked(list: DerCursor): RevokedCertificate[] {
  const revoked: RevokedCertificate[] = [];
  while (!list.atEnd) {
    const entry = list.enter(tags.sequence, 'revokedCertificate');
    const serialNumber = readInteger(entry.read(tags.integer, 'userCertificate'));
    const revocationDate = readTime(entry.read());
    const extensions = entry.nextTag === tags.sequence ? readExtensions(entry) : [];
    const reason = extensionReader(extensions)(
      reasonCode,
      (value) => new DerCursor(value).read(tags.enumerated).contents[0],
    );
    revoked.push({ serialNumber, revocationDate, reasonCode: reason });
  }
  return revoked;
}
