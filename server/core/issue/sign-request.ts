/**
 * Signing a certification request. A request is what somebody else wrote: its key is taken once its signature has
 * proved that the requester holds it; of its names those that are well formed and fit the profile; and of everything
 * else nothing. What was taken and what was left is said.
 */
import { type Message, message } from '../base/message.ts';
import { failure, type Result, success } from '../base/result.ts';
import { verifySignature } from '../chain/signature.ts';
import { readPem } from '../pem/read-pem.ts';
import { writePem } from '../pem/write-pem.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import { formatGeneralName } from '../x509/general-name.ts';
import { withKeyArithmetic } from '../x509/key-arithmetic.ts';
import { commonName as commonNameOf } from '../x509/name.ts';
import { readPkiObjects } from '../x509/read-pki-objects.ts';
import type { CertificationRequest, GeneralName, Validity } from '../x509/types.ts';
import { type AuthorityFiles, checkNameConstraints, issuerOf, notesAbout, openAuthority } from './authority.ts';
import { certificateExtensions, extensionIds } from './certificate-extensions.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { checkName, checkNames, type GivenNames, ownName } from './given-names.ts';
import { intermediatePem, notesOnDays } from './issue.ts';
import { checkCommonName } from './names.ts';
import { checkDays, type Profile, type ProfileName, profiles } from './profile.ts';
import { signCertificate } from './sign-certificate.ts';
import { signatureScheme } from './signing-key.ts';
import { encodeSubject } from './subject.ts';
import type { AlternativeName } from './subject-alt-name.ts';
import { validityFrom, withinCa } from './validity.ts';

export interface SignRequest {
  readonly crypto: Crypto;
  readonly now: Date;
  readonly ca: AuthorityFiles;
  readonly requestPem: string;
  readonly profile: Exclude<ProfileName, 'ca'>;
  readonly days?: number | undefined;
  /** In place of the request's. */
  readonly commonName?: string | undefined;
  /** In place of the request's, all of them. */
  readonly names?: GivenNames | undefined;
  /** Takes the requested subject as it is, not its common name alone. */
  readonly wholeSubject?: boolean;
  readonly pathLen?: number | undefined;
}

export interface SignedRequest {
  readonly profile: ProfileName;
  readonly commonName: string;
  readonly certificatePem: string;
  readonly intermediatePem: string | undefined;
  readonly validity: Validity;
  /** What the certificate has of the request. */
  readonly taken: readonly string[];
  /** What the request asked for in vain. */
  readonly left: readonly string[];
  readonly notes: readonly Message[];
}

/** What would be taken of a request for a profile: to be shown before anything is signed. */
export interface RequestContents {
  /** Empty where it has none that could be taken. */
  readonly commonName: string;
  /** DER of the Name. */
  readonly subject: Uint8Array;
  readonly names: readonly AlternativeName[];
  readonly taken: readonly string[];
  readonly left: readonly string[];
}

/** The first request of a PEM text, its signature verified. */
export async function readRequest(crypto: Crypto, pem: string): Promise<Result<CertificationRequest, IssueFailure>> {
  const { objects } = await withKeyArithmetic(() => readPkiObjects(pem));
  const request = objects.map(({ value }) => value).find((value) => value?.kind === 'certification-request');
  if (request?.kind !== 'certification-request') {
    const isDamaged = readPem(pem).blocks.some(({ label }) => label.endsWith('CERTIFICATE REQUEST'));
    return isDamaged
      ? refuse('request-unreadable', message('The certificate signing request is damaged: it cannot be read.'))
      : refuse('request-missing', message('There is no certificate signing request in PEM form in the file.'));
  }
  const { subjectPublicKeyInfo: key, signatureAlgorithm, certificationRequestInfo, signatureValue } = request;
  const state = await verifySignature(crypto, signatureAlgorithm, key, certificationRequestInfo, signatureValue);
  if (state === 'invalid' || (state === 'unsupported' && !signatureScheme(key))) {
    return refuse(
      'request-signature',
      message('The request is not signed by its own key, or in a way that cannot be verified here.'),
      message('Nothing is issued for a key that the requester may not have.'),
    );
  }
  return success(request);
}

/** What a person chose in place of what the request says. */
export type Choices = Pick<SignRequest, 'commonName' | 'names' | 'wholeSubject'>;

/** RFC 2986 lets a request ask for anything: see the top of this file for what it gets. */
function requestContents(
  request: CertificationRequest,
  profile: Profile,
  { commonName: otherName, names: otherNames, wholeSubject = false }: Choices = {},
): RequestContents {
  const taken: string[] = [];
  const left: string[] = [];
  const names: AlternativeName[] = [];
  for (const name of request.subjectAltName ?? []) {
    const fit = otherNames ? undefined : fitName(name, profile);
    (fit ? taken : left).push(formatGeneralName(name));
    if (fit && !names.some(({ type, value }) => type === fit.type && value === fit.value)) names.push(fit);
  }
  const asked = commonNameOf(request.subject);
  const named = checkCommonName(otherName ?? asked ?? names[0]?.value ?? '');
  const takesSubject = wholeSubject && otherName === undefined && request.subject.rdns.length > 0;
  for (const { shortName, value } of request.subject.rdns.flat()) {
    const isTaken = takesSubject || (shortName === 'CN' && otherName === undefined && value === asked && named.ok);
    (isTaken ? taken : left).push(`${shortName}=${value}`);
  }
  for (const { oid } of request.extensions) if (oid !== extensionIds.subjectAltName) left.push(extensionName(oid));
  const subject = takesSubject ? request.subject.der : encodeSubject(named.ok ? named.value : '');
  return { commonName: named.ok ? named.value : '', subject, names, taken, left };
}

export async function signRequest(given: SignRequest): Promise<Result<SignedRequest, IssueFailure>> {
  const { crypto, now } = given;
  const profile = profiles[given.profile];
  const days = checkDays(given.days ?? profile.defaultDays);
  if (!days.ok) return days;
  const request = await readRequest(crypto, given.requestPem);
  if (!request.ok) return request;
  const contents = requestContents(request.value, profile, given);
  const commonName = checkCommonName(given.commonName ?? contents.commonName);
  if (!commonName.ok) return noName(commonName.error, given.commonName);
  const names = chooseNames(given.names, contents, profile, commonName.value);
  if (!names.ok) return names;
  const authority = await openAuthority(crypto, now, profile, given.ca);
  if (!authority.ok) return authority;
  const { certificate } = authority.value;
  const { validity, notes } = withinCa(validityFrom(now, days.value), certificate);
  const issuer = await issuerOf(crypto, authority.value);
  const publicKey = Uint8Array.from(request.value.subjectPublicKeyInfo.der);
  const pathLen = profile.isCa ? (given.pathLen ?? 0) : undefined;
  const extensions = await certificateExtensions(
    crypto,
    { profile, subjectAltName: names.value, publicKey, pathLen },
    issuer.keyIdentifier,
  );
  const signed = await signCertificate(crypto, { subject: contents.subject, validity, publicKey, extensions }, issuer);
  if (!signed.ok) return signed;
  const { value } = decodeCertificate(signed.value);
  const forbidden = value && checkNameConstraints(certificate, value);
  if (forbidden) return forbidden;
  return success({
    profile: profile.name,
    commonName: commonName.value,
    certificatePem: writePem('CERTIFICATE', signed.value),
    intermediatePem: intermediatePem(authority.value),
    validity,
    taken: contents.taken,
    left: contents.left,
    notes: [...notesOnDays(profile, days.value), ...notesAbout(authority.value), ...notes],
  });
}

function chooseNames(
  given: GivenNames | undefined,
  contents: RequestContents,
  profile: Profile,
  commonName: string,
): Result<readonly AlternativeName[], IssueFailure> {
  if (given) return checkNames(given, profile, commonName);
  if (contents.names.length > 0 || profile.isCa || profile.name === 'client') return success(contents.names);
  return ownName(profile, commonName);
}

function noName(error: IssueFailure, given: string | undefined): Result<never, IssueFailure> {
  if (given !== undefined) return failure(error);
  return refuse('request-name-missing', message('The request has no name that could be taken: give a common name.'));
}

/** The name as it is taken; undefined where it is malformed or of a kind that the profile has not. */
function fitName(name: GeneralName, profile: Profile): AlternativeName | undefined {
  const type = profile.names.find((one) => one === name.type);
  if (type === undefined || typeof name.value !== 'string') return undefined;
  const checked = checkName({ type, value: name.value });
  return checked.ok ? { type, value: checked.value } : undefined;
}

function extensionName(oid: string): string {
  return Object.entries(extensionIds).find(([, id]) => id === oid)?.[0] ?? oid;
}
