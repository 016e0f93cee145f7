import { readBitStringOctets } from '../asn1/bit-string.ts';
import { DerReader } from '../asn1/der-reader.ts';
import { readInteger, readSmallInteger } from '../asn1/integer.ts';
import { readObjectIdentifier } from '../asn1/object-identifier.ts';
import { context, tags } from '../asn1/tags.ts';
import { readTime } from '../asn1/time.ts';
import { readAlgorithmIdentifier } from './algorithm.ts';
import { decodeCertificate } from './certificate.ts';
import { readExtensions } from './extension.ts';
import { type Name, readName } from './name.ts';
import type { AlgorithmIdentifier, Certificate, Extension } from './types.ts';

/** Which certificate is meant (RFC 6960, 4.1.1): its issuer by two digests, and its serial number. */
export interface CertId {
  /** Dotted identifier of the digest. */
  readonly hashAlgorithm: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialNumber: Uint8Array;
}

export type OcspStatus =
  | { readonly state: 'good' }
  | { readonly state: 'unknown' }
  | { readonly state: 'revoked'; readonly date: Date; readonly reasonCode: number | undefined };

export interface SingleResponse {
  readonly certId: CertId;
  readonly status: OcspStatus;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly extensions: readonly Extension[];
}

/** A BasicOCSPResponse (RFC 6960, 4.2.1). */
export interface OcspResponse {
  readonly tbsResponseData: Uint8Array;
  /** Who signed: by name or by the SHA-1 of the key. */
  readonly responderId: { readonly name: Name } | { readonly keyHash: Uint8Array };
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
  /** Certificates that may be the signer's; those that cannot be read are left out. */
  readonly certificates: readonly Certificate[];
  /** Whether the encoding breaks a rule of DER. */
  readonly isStrict: boolean;
}

/** Why bytes are no answer. */
export type OcspFailure = 'malformed' | 'not-successful' | 'other-type';

/** OCSPResponseStatus (RFC 6960, 4.2.1) by number; undefined where there is none. */
export function readResponseStatus(bytes: Uint8Array): number | undefined {
  const outer = DerReader.over(bytes);
  const status = readSmallInteger(outer.enter('OCSPResponse'), 'responseStatus', tags.enumerated);
  return outer.failure ? undefined : status;
}

const basicResponse = '1.3.6.1.5.5.7.48.1.1';

/** Certificates that are kept of one response; one is enough. */
const keptCertificates = 8;

export function readOcspResponse(bytes: Uint8Array): OcspResponse | OcspFailure {
  const outer = DerReader.over(bytes);
  const response = outer.enter('OCSPResponse');
  const status = readSmallInteger(response, 'responseStatus', tags.enumerated);
  const explicit = response.enterOptional('responseBytes', context(0, true));
  outer.end('OCSPResponse');
  if (outer.failure) return 'malformed';
  if (status !== 0 || !explicit) return 'not-successful';
  const inner = explicit.enter('ResponseBytes');
  const type = readObjectIdentifier(inner, 'responseType');
  const { contents } = inner.element('response', tags.octetString);
  if (inner.failure) return 'malformed';
  return type === basicResponse ? readBasicResponse(contents) : 'other-type';
}

function readBasicResponse(bytes: Uint8Array): OcspResponse | OcspFailure {
  const outer = DerReader.over(bytes);
  const basic = outer.enter('BasicOCSPResponse');
  const { bytes: tbsResponseData, inner: data } = basic.enterElement('tbsResponseData');
  const explicitVersion = data.enterOptional('version', context(0, true));
  if (explicitVersion) readSmallInteger(explicitVersion, 'version');
  const responderId = readResponderId(data);
  const producedAt = readTime(data, 'producedAt');
  const list = data.enter('responses');
  const responses: SingleResponse[] = [];
  while (!list.atEnd) responses.push(readSingleResponse(list));
  const extensions = readOptionalExtensions(data, 'responseExtensions');
  data.end('tbsResponseData');
  const signatureAlgorithm = readAlgorithmIdentifier(basic, 'signatureAlgorithm');
  const signatureValue = readBitStringOctets(basic, 'signature');
  const certificates: Certificate[] = [];
  const explicitCertificates = basic.enterOptional('certs', context(0, true));
  const certs = explicitCertificates?.enter('certs');
  while (certs && !certs.atEnd) {
    const { value } = decodeCertificate(certs.element('Certificate').bytes);
    if (value && certificates.length < keptCertificates) certificates.push(value);
  }
  basic.end('BasicOCSPResponse');
  outer.end('BasicOCSPResponse');
  if (outer.failure) return 'malformed';
  return {
    tbsResponseData,
    responderId,
    producedAt,
    responses,
    extensions,
    signatureAlgorithm,
    signatureValue,
    certificates,
    isStrict: outer.violations.length === 0,
  };
}

function readResponderId(data: DerReader): OcspResponse['responderId'] {
  if (data.peekTag() === context(1, true)) return { name: readName(data.enter('byName', context(1, true)), 'byName') };
  return { keyHash: data.enter('byKey', context(2, true)).element('KeyHash', tags.octetString).contents };
}

function readSingleResponse(list: DerReader): SingleResponse {
  const single = list.enter('SingleResponse');
  const id = single.enter('certID');
  const hash = id.enter('hashAlgorithm');
  const certId = {
    hashAlgorithm: readObjectIdentifier(hash, 'algorithm'),
    issuerNameHash: id.element('issuerNameHash', tags.octetString).contents,
    issuerKeyHash: id.element('issuerKeyHash', tags.octetString).contents,
    serialNumber: readInteger(id, 'serialNumber'),
  };
  id.end('certID');
  const status = readStatus(single);
  const thisUpdate = readTime(single, 'thisUpdate');
  const explicitNext = single.enterOptional('nextUpdate', context(0, true));
  const nextUpdate = explicitNext ? readTime(explicitNext, 'nextUpdate') : undefined;
  const extensions = readOptionalExtensions(single, 'singleExtensions');
  single.end('SingleResponse');
  return { certId, status, thisUpdate, nextUpdate, extensions };
}

function readStatus(single: DerReader): OcspStatus {
  switch (single.peekTag()) {
    case context(0):
      single.element('good');
      return { state: 'good' };
    case context(1, true): {
      const revoked = single.enter('revoked', context(1, true));
      const date = readTime(revoked, 'revocationTime');
      const explicitReason = revoked.enterOptional('revocationReason', context(0, true));
      const reasonCode = explicitReason
        ? readSmallInteger(explicitReason, 'revocationReason', tags.enumerated)
        : undefined;
      revoked.end('revoked');
      return { state: 'revoked', date, reasonCode };
    }
    default:
      single.element('unknown', context(2));
      return { state: 'unknown' };
  }
}

function readOptionalExtensions(der: DerReader, what: string): readonly Extension[] {
  const explicit = der.enterOptional(what, context(1, true));
  return explicit ? readExtensions(explicit, () => undefined) : [];
}
