import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { type Message, message } from '../../base/message.ts';
import { sameOctets } from '../../base/same-octets.ts';
import type { Name } from '../../x509/name.ts';
import { sameName } from '../../x509/name-key.ts';
import type { CertId, OcspResponse, OcspStatus, SingleResponse } from '../../x509/ocsp-response.ts';
import type { Certificate } from '../../x509/types.ts';
import { dateText } from '../date-text.ts';
import type { SignatureCache } from '../path-building.ts';
import { verifySignature } from '../signature.ts';

// Saved or stapled responses (RFC 6960) answer no request of ours, so there is no nonce: only their dates tell how fresh
// they are, and one that does not say until when it holds says nothing later. One that was just asked for and repeats our
// nonce was made for us.

const ocspSigning = '1.3.6.1.5.5.7.3.9';
/** id-pkix-ocsp-nocheck (RFC 6960, 4.2.2.2.1). */
const noCheck = '1.3.6.1.5.5.7.48.1.5';

/** Certificates that are tried as the response's signer: it brings its own, or its CA's key signed. */
const triedSigners = 8;

/** The request that a response should answer. */
export interface AskedNow {
  /** The DER that its nonce extension holds. */
  readonly nonce: Uint8Array;
}

/** What asking depends on besides the response. */
export interface OcspContext {
  readonly at: Date;
  readonly signatures: SignatureCache;
  /** The certificates of a subject that are at hand, for a response that does not bring its signer's. */
  readonly named: (name: Name) => readonly Certificate[];
  /** Whether a responder's own certificate is known to be revoked. */
  readonly isRevoked: (responder: Certificate) => Promise<boolean>;
  /** Set where the response was asked for just now. */
  readonly asked?: AskedNow;
}

/** id-pkix-ocsp-nonce (RFC 6960, 4.4.1). */
export const nonceExtension = '1.3.6.1.5.5.7.48.1.2';

/** How far the clock of a responder that was just asked may be ahead of ours: what OpenSSL allows. */
const clockDifferenceSeconds = 300;

const digests: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map([
  ['1.3.14.3.2.26', sha1],
  ['2.16.840.1.101.3.4.2.1', sha256],
  ['2.16.840.1.101.3.4.2.2', sha384],
  ['2.16.840.1.101.3.4.2.3', sha512],
]);

export type OcspAnswer =
  | { readonly status: Exclude<OcspStatus, { readonly state: 'unknown' }>; readonly thisUpdate: Date }
  /** Why the response, which is about this certificate, does not count. */
  | { readonly reason: Message };

/** What a response says about a certificate of this issuer; undefined where it is about others. */
export async function askResponse(
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
  context: OcspContext,
): Promise<OcspAnswer | undefined> {
  const { at, asked } = context;
  const single = singleResponse(response, certificate, issuer, context);
  if (!single) return undefined;
  const why = whyUnusable(response, single, at, asked) ?? (await whyNotSigned(response, issuer, context));
  if (why) return { reason: why };
  const { status, thisUpdate } = single;
  return status.state === 'unknown' ? { reason: message('says that it does not know') } : { status, thisUpdate };
}

/** What a response says about a certificate, whether or not it counts: the newest that does, where it says it twice. */
export function singleResponse(
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
  { at, asked }: Pick<OcspContext, 'at' | 'asked'>,
): SingleResponse | undefined {
  const about = response.responses
    .filter(({ certId }) => isAbout(certId, certificate, issuer))
    .sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime());
  return about.find((one) => whyUnusable(response, one, at, asked) === undefined) ?? about[0];
}

/** Whether a response repeats the nonce of the request; `absent` where it has none, as prepared ones do. */
export function nonceState({ extensions }: OcspResponse, { nonce }: AskedNow): 'same' | 'other' | 'absent' {
  const found = extensions.find(({ oid }) => oid === nonceExtension);
  if (!found) return 'absent';
  return sameOctets(found.value, nonce) ? 'same' : 'other';
}

function isAbout(id: CertId, certificate: Certificate, issuer: Certificate): boolean {
  const digest = digests.get(id.hashAlgorithm);
  return (
    digest !== undefined &&
    sameOctets(id.serialNumber, certificate.serialNumber) &&
    sameOctets(id.issuerNameHash, digest(certificate.issuer.der)) &&
    sameOctets(id.issuerKeyHash, digest(issuer.subjectPublicKeyInfo.publicKey))
  );
}

/** RFC 6960, 3.2 and 4.2.2.1. */
function whyUnusable(
  response: OcspResponse,
  single: SingleResponse,
  at: Date,
  asked: AskedNow | undefined,
): Message | undefined {
  const nonce = asked && nonceState(response, asked);
  if (nonce === 'other') return message('answers another request than this one (its nonce is another)');
  const critical = [...response.extensions, ...single.extensions].find(
    (one) => one.critical && !(asked && one.oid === nonceExtension),
  );
  if (!response.isStrict) return message('is damaged or not written as the standard asks');
  if (critical) {
    return message('has the critical extension {extension}, which is not known here', { extension: critical.oid });
  }
  if (['MD2', 'MD4', 'MD5', 'SHA-1'].includes(response.signatureAlgorithm.hash ?? '')) {
    const { name } = response.signatureAlgorithm;
    return message('is signed with {algorithm}, which can be forged', { algorithm: name });
  }
  const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
  const latest = seconds(at) + (asked ? clockDifferenceSeconds : 0);
  if (!(seconds(single.thisUpdate) <= latest && seconds(response.producedAt) <= latest)) {
    return message('is not current before {date}', { date: dateText(single.thisUpdate) });
  }
  // RFC 6960, 2.4: newer information is always available, and this is it.
  if (!single.nextUpdate && nonce === 'same') return undefined;
  if (!single.nextUpdate) return message('does not say until when it is current (nextUpdate)');
  if (!(seconds(single.nextUpdate) >= seconds(at))) {
    return message('is out of date since {date}', { date: dateText(single.nextUpdate) });
  }
  return undefined;
}

/** RFC 6960, 4.2.2.2: the issuer itself signed, or one whom it certified for this and nothing in between. */
async function whyNotSigned(
  response: OcspResponse,
  issuer: Certificate,
  { at, signatures, named, isRevoked }: OcspContext,
): Promise<Message | undefined> {
  let why = message('is signed by no one who may answer for the issuer');
  const { responderId, certificates } = response;
  const known = 'name' in responderId ? named(responderId.name) : [];
  const signers = [issuer, ...certificates, ...known].filter((signer) => isResponder(response, signer));
  for (const signer of signers.slice(0, triedSigners)) {
    const isIssuer = sameOctets(signer.subjectPublicKeyInfo.der, issuer.subjectPublicKeyInfo.der);
    if (!isIssuer && !(await isDelegated(signer, issuer, at, signatures))) continue;
    const { signatureAlgorithm, tbsResponseData, signatureValue } = response;
    const state = await verifySignature(
      signatures.crypto,
      signatureAlgorithm,
      signer.subjectPublicKeyInfo,
      tbsResponseData,
      signatureValue,
    );
    if (state === 'valid') {
      // RFC 6960, 4.2.2.2.1: with nocheck the CA vouches for the responder while its certificate lasts; without, its own
      // status counts as far as it is known.
      const isVouchedFor = isIssuer || signer.extensions.some(({ oid }) => oid === noCheck);
      if (isVouchedFor || !(await isRevoked(signer))) return undefined;
      why = message('is signed by a responder whose own certificate was revoked');
      continue;
    }
    why =
      state === 'invalid'
        ? message('has a signature that is not its signer’s')
        : message('has a signature that cannot be checked here');
  }
  return why;
}

function isResponder({ responderId }: OcspResponse, signer: Certificate): boolean {
  return 'name' in responderId
    ? sameName(responderId.name, signer.subject)
    : sameOctets(responderId.keyHash, sha1(signer.subjectPublicKeyInfo.publicKey));
}

async function isDelegated(
  signer: Certificate,
  issuer: Certificate,
  at: Date,
  signatures: SignatureCache,
): Promise<boolean> {
  const { validity, extKeyUsage, keyUsage, issuer: issuerName, extensions } = signer;
  const seconds = Math.floor(at.getTime() / 1000);
  return (
    sameName(issuerName, issuer.subject) &&
    (extKeyUsage?.includes(ocspSigning) ?? false) &&
    (keyUsage?.includes('digitalSignature') ?? true) &&
    seconds >= Math.floor(validity.notBefore.getTime() / 1000) &&
    seconds <= Math.floor(validity.notAfter.getTime() / 1000) &&
    signer.defects.length === 0 &&
    !extensions.some(({ oid, critical }) => critical && !processed.has(oid)) &&
    !['MD2', 'MD4', 'MD5', 'SHA-1'].includes(signer.signatureAlgorithm.hash ?? '') &&
    (await signatures.verify(signer, issuer)) === 'valid'
  );
}

/** keyUsage, basicConstraints, extKeyUsage, nocheck: what a responder's certificate may have critical. */
const processed: ReadonlySet<string> = new Set(['2.5.29.15', '2.5.29.19', '2.5.29.37', noCheck]);
