/** OCSP responses (RFC 6960), for servers to staple and for trying out what clients make of them. */
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { sameName } from '../x509/name-key.ts';
import type { Certificate } from '../x509/types.ts';
import { type AuthorityFiles, openAuthority } from './authority.ts';
import { type Revocation, revocationReasons } from './authority-index.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { dayLength } from './validity.ts';

export interface OcspRequest {
  readonly crypto: Crypto;
  readonly now: Date;
  /** Its own key signs: no responder in between. */
  readonly ca: AuthorityFiles;
  readonly certificate: Certificate;
  /** `unknown` for what this CA never heard of; without a revocation it is good. */
  readonly status: Revocation | 'good' | 'unknown';
  /** Until nextUpdate. */
  readonly days?: number;
}

/** DER of an OCSPResponse about one certificate. */
export async function signOcspResponse(request: OcspRequest): Promise<Result<Uint8Array, IssueFailure>> {
  const { crypto, now, certificate, status, days = 7 } = request;
  const authority = await openAuthority(crypto, now, 'revocation-lists', request.ca);
  if (!authority.ok) return authority;
  const { certificate: ca, signingKey } = authority.value;
  if (!sameName(certificate.issuer, ca.subject)) {
    return refuse('not-issued-by-ca', message('The certificate was issued by another CA.'));
  }
  const { hash = 'SHA-256' } = signingKey.scheme;
  const [pkijs, asn1js] = await Promise.all([import('pkijs'), import('asn1js')]);
  const engine = new pkijs.CryptoEngine({ name: 'platform', crypto, subtle: crypto.subtle });
  const issuer = pkijs.Certificate.fromBER(Uint8Array.from(ca.der));
  const subject = pkijs.Certificate.fromBER(Uint8Array.from(certificate.der));

  const thisUpdate = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const certID = new pkijs.CertID();
  await certID.createForCertificate(subject, { hashAlgorithm: 'SHA-1', issuerCertificate: issuer }, engine);
  const single = new pkijs.SingleResponse({ certID, thisUpdate });
  single.nextUpdate = new Date(thisUpdate.getTime() + days * dayLength);
  single.certStatus = statusOf(status, asn1js);

  const basic = new pkijs.BasicOCSPResponse();
  basic.tbsResponseData.responderID = issuer.subject;
  basic.tbsResponseData.producedAt = thisUpdate;
  basic.tbsResponseData.responses.push(single);
  await basic.sign(signingKey.key, hash, engine);
  const response = new pkijs.OCSPResponse();
  response.responseStatus.valueBlock.valueDec = 0;
  response.responseBytes = new pkijs.ResponseBytes({
    responseType: pkijs.id_PKIX_OCSP_Basic,
    response: new asn1js.OctetString({ valueHex: basic.toSchema().toBER(false) }),
  });
  return success(new Uint8Array(response.toSchema().toBER(false)));
}

/** CertStatus (RFC 6960, 4.2.1). */
function statusOf(status: OcspRequest['status'], asn1js: typeof import('asn1js')): unknown {
  const idBlock = (tagNumber: number) => ({ tagClass: 3, tagNumber });
  if (typeof status === 'string') return new asn1js.Primitive({ idBlock: idBlock(status === 'good' ? 0 : 2) });
  const code = status.reason === undefined ? 0 : revocationReasons.indexOf(status.reason);
  const reason = new asn1js.Constructed({ idBlock: idBlock(0), value: [new asn1js.Enumerated({ value: code })] });
  const date = new asn1js.GeneralizedTime({ valueDate: status.date });
  return new asn1js.Constructed({ idBlock: idBlock(1), value: code === 0 ? [date] : [date, reason] });
}
