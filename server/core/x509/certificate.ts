import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type DerCursor, DerError, guarded, readSingle, tags } from '../asn1/der.ts';
import { readBitOctets, readBoolean, readInteger, readOid, readSmallInteger, readTime, toHex } from '../asn1/values.ts';
import { readAlgorithmIdentifier } from './algorithm.ts';
import {
  extensionOids,
  readAuthorityKeyIdentifier,
  readBasicConstraints,
  readExtKeyUsage,
  readGeneralNames,
  readKeyUsage,
  readSubjectKeyIdentifier,
} from './extension-values.ts';
import { readName } from './name.ts';
import { readSubjectPublicKeyInfo } from './subject-public-key-info.ts';
import type { Certificate, Extension } from './types.ts';

/** Reads an X.509 certificate (RFC 5280, 4.1). Throws `DerError` where the structure itself cannot be read. */
export function readCertificate(der: Uint8Array): Certificate {
  const outer = readSingle(der, tags.sequence, 'Certificate');
  const tbsElement = outer.read(tags.sequence, 'tbsCertificate');
  const signatureAlgorithm = readAlgorithmIdentifier(outer);
  const signatureValue = readBitOctets(outer.read(tags.bitString, 'signatureValue'));
  outer.end('Certificate');
  const tbs = outer.inside(tbsElement);
  const versionElement = tbs.optional(0xa0);
  const version = versionElement ? readSmallInteger(tbs.inside(versionElement).read(tags.integer, 'version')) + 1 : 1;
  const serialNumber = readInteger(tbs.read(tags.integer, 'serialNumber'));
  readAlgorithmIdentifier(tbs);
  const issuer = readName(tbs);
  const dates = tbs.enter(tags.sequence, 'validity');
  const validity = { notBefore: readTime(dates.read()), notAfter: readTime(dates.read()) };
  dates.end('validity');
  const subject = readName(tbs);
  const subjectPublicKeyInfo = readSubjectPublicKeyInfo(tbs);
  tbs.optional(0x81);
  tbs.optional(0x82);
  const extensionsElement = tbs.optional(0xa3);
  tbs.end('tbsCertificate');
  const extensions = extensionsElement ? readExtensions(tbs.inside(extensionsElement)) : [];

  const typed = extensionReader(extensions);
  return {
    kind: 'certificate',
    der,
    tbsCertificate: tbsElement.bytes,
    version,
    serialNumber,
    issuer,
    validity,
    subject,
    subjectPublicKeyInfo,
    signatureAlgorithm,
    signatureValue,
    extensions,
    basicConstraints: typed(extensionOids.basicConstraints, readBasicConstraints),
    keyUsage: typed(extensionOids.keyUsage, readKeyUsage),
    extKeyUsage: typed(extensionOids.extKeyUsage, readExtKeyUsage),
    subjectAltName: typed(extensionOids.subjectAltName, readGeneralNames),
    subjectKeyIdentifier: typed(extensionOids.subjectKeyIdentifier, readSubjectKeyIdentifier),
    authorityKeyIdentifier: typed(extensionOids.authorityKeyIdentifier, readAuthorityKeyIdentifier),
    ...fingerprints(der),
  };
}

function fingerprints(der: Uint8Array): Pick<Certificate, 'sha256' | 'sha1'> {
  return { sha256: toHex(sha256(der)), sha1: toHex(sha1(der)) };
}

/** RFC 5280, 4.1.2.9: a SEQUENCE of extensions, each object identifier once. */
export function readExtensions(cursor: DerCursor): Extension[] {
  const extensions: Extension[] = [];
  for (const inner = cursor.enter(tags.sequence, 'extensions'); !inner.atEnd; ) {
    const one = inner.enter(tags.sequence, 'Extension');
    const oid = readOid(one.read(tags.oid, 'extnID'));
    const critical = one.optional(tags.boolean);
    const value = one.read(tags.octetString, 'extnValue').contents;
    one.end('Extension');
    if (extensions.some((other) => other.oid === oid)) throw new DerError('value', { what: `second extension ${oid}` });
    extensions.push({ oid, critical: critical ? readBoolean(critical) : false, value });
  }
  cursor.end('extensions');
  return extensions;
}

/** Reads one extension by identifier; a malformed one is undefined and hides no other. */
export function extensionReader(
  extensions: readonly Extension[],
): <T>(oid: string, read: (value: Uint8Array) => T) => T | undefined {
  return (oid, read) => {
    const extension = extensions.find((one) => one.oid === oid);
    if (!extension) return undefined;
    const result = guarded(() => read(extension.value));
    return 'value' in result ? result.value : undefined;
  };
}
