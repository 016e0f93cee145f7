import { definiteLength } from '../asn1/definite-length.ts';
import type { DerReader } from '../asn1/der-reader.ts';
import { readInteger, readSmallInteger } from '../asn1/integer.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { context, tags } from '../asn1/tags.ts';
import { limits } from '../base/limits.ts';
import { digestName, readAlgorithmIdentifier } from './algorithm.ts';
import { decodeCertificate } from './certificate.ts';
import { decodeCertificateList } from './certificate-list.ts';
import { type Defect, nouns } from './defect.ts';
import { type Member, member, tooManyMembers } from './members.ts';
import { type Name, readName } from './name.ts';
import { type ObjectReading, readObject } from './read-object.ts';

/** Who signed (RFC 5652, 5.3): by issuer and serial number, or by the identifier of the key. */
export interface SignerInfo {
  readonly issuer: Name | undefined;
  readonly serialNumber: Uint8Array | undefined;
  readonly keyIdentifier: Uint8Array | undefined;
  readonly digest: string;
  readonly signatureAlgorithm: string;
}

/** A ContentInfo (RFC 5652, section 3), which PKCS#7 called by the same name. Of signed data its parts are read. */
export interface CmsContent {
  readonly kind: 'cms';
  /** Dotted. */
  readonly contentType: string;
  readonly signedData: SignedData | undefined;
  readonly members: readonly Member[];
}

/** RFC 5652, 5.1; certificates and lists are members of the content. */
export interface SignedData {
  readonly version: number;
  /** Dotted type of what is signed, and its size; undefined where it is kept elsewhere. */
  readonly contentType: string;
  readonly contentBytes: number | undefined;
  readonly signers: readonly SignerInfo[];
}

const signedDataType = '1.2.840.113549.1.7.2';

export function decodeCms(bytes: Uint8Array): ObjectReading<CmsContent> {
  return readObject(definiteLength(bytes), nouns.cms, 'ContentInfo', (outer, _, add) => {
    const contentType = readObjectIdentifier(outer, 'contentType');
    const content = outer.enterOptional('content', context(0, true));
    if (contentType !== signedDataType || !content) {
      content?.element('content');
      return { kind: 'cms', contentType, signedData: undefined, members: [] };
    }
    const members: Member[] = [];
    const signedData = readSignedData(content.enter('SignedData'), members, add);
    return { kind: 'cms', contentType, signedData, members };
  });
}

function readSignedData(der: DerReader, members: Member[], add: (defect: Defect) => void): SignedData {
  const version = readSmallInteger(der, 'version');
  der.element('digestAlgorithms', tags.set);
  const encapsulated = der.enter('encapContentInfo');
  const contentType = readObjectIdentifier(encapsulated, 'eContentType');
  const content = encapsulated.enterOptional('eContent', context(0, true));
  const contentBytes = content?.element('eContent').contents.length;
  let left: number = limits.members;
  const take = (set: DerReader | undefined, decode: (bytes: Uint8Array) => Member): void => {
    while (set && !set.atEnd) {
      const { tag, bytes } = set.element('member');
      // The other choices are attribute certificates and forms of no standard (10.2.2), marked by their tags.
      if (tag !== tags.sequence) continue;
      if (left-- > 0) members.push(decode(bytes));
    }
  };
  take(der.enterOptional('certificates', context(0, true)), (bytes) => member(decodeCertificate(bytes)));
  take(der.enterOptional('crls', context(1, true)), (bytes) => member(decodeCertificateList(bytes)));
  if (left < 0) add(tooManyMembers());
  const infos = der.enter('signerInfos', tags.set);
  const signers: SignerInfo[] = [];
  while (!infos.atEnd) {
    const signer = readSigner(infos.enter('SignerInfo'));
    if (signers.length < limits.shownEntries) signers.push(signer);
  }
  der.end('SignedData');
  return { version, contentType, contentBytes, signers };
}

function readSigner(der: DerReader): SignerInfo {
  readSmallInteger(der, 'version');
  const byKey = der.optional('subjectKeyIdentifier', context(0));
  const bySerial = byKey ? undefined : der.enter('issuerAndSerialNumber');
  const issuer = bySerial && readName(bySerial, 'issuer');
  const serialNumber = bySerial && readInteger(bySerial, 'serialNumber');
  const digest = digestName(readAlgorithmIdentifier(der, 'digestAlgorithm').algorithm);
  der.optional('signedAttrs', context(0, true));
  const signatureAlgorithm = readAlgorithmIdentifier(der, 'signatureAlgorithm').name;
  der.element('signature', tags.octetString);
  der.optional('unsignedAttrs', context(1, true));
  der.end('SignerInfo');
  return { issuer, serialNumber, keyIdentifier: byKey?.contents, digest, signatureAlgorithm };
}
