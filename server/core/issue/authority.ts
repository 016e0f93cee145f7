import { type Message, message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { defaultBudget, Spending } from '../chain/budget.ts';
import { NameConstraintsState } from '../chain/name-constraints/name-constraints.ts';
import { failureMessage } from '../chain/path-failure.ts';
import { displayName } from '../describe/names.ts';
import { readPem } from '../pem/read-pem.ts';
import { extension as extKeyUsage } from '../x509/extensions/ext-key-usage.ts';
import { extension as keyUsage } from '../x509/extensions/key-usage.ts';
import { withKeyArithmetic } from '../x509/key-arithmetic.ts';
import { nameKey } from '../x509/name-key.ts';
import { readPkiObjects } from '../x509/read-pki-objects.ts';
import type { Certificate } from '../x509/types.ts';
import { keyIdentifier } from './certificate-extensions.ts';
import { type IssueFailure, refuse } from './failure.ts';
import type { Profile } from './profile.ts';
import { decryptPrivateKey, labelsOf } from './read-private-key.ts';
import type { Issuer } from './sign-certificate.ts';
import { importSigningKey, isPairOf, type SigningKey } from './signing-key.ts';

/** A CA as it is given: PEM texts, the key encrypted or not. Both texts may hold more than is needed. */
export interface AuthorityFiles {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly passphrase?: string | undefined;
}

/** A CA that was found fit to issue. */
export interface Authority {
  readonly certificate: Certificate;
  readonly signingKey: SigningKey;
}

/** Certificates of one file that are tried with the key. */
const candidatesLimit = 20;
const anyExtendedKeyUsage = '2.5.29.37.0';

/** What a CA is opened for: certificates of a profile, or revocation lists. */
export type AuthorityUse = Profile | 'revocation-lists';

/**
 * Opens a CA and checks that what it issues for `use` can be accepted at `now`. Of several certificates in the file,
 * the one that the key belongs to is the CA.
 */
export async function openAuthority(
  crypto: Crypto,
  now: Date,
  use: AuthorityUse,
  files: AuthorityFiles,
): Promise<Result<Authority, IssueFailure>> {
  const certificates = await withKeyArithmetic(() => readCertificates(files.certificatePem));
  if (!certificates.ok) return certificates;
  const pkcs8 = await decryptPrivateKey(crypto, files.privateKeyPem, files.passphrase);
  if (!pkcs8.ok) return pkcs8;
  const signingKey = await importSigningKey(crypto, pkcs8.value);
  if (!signingKey.ok) return signingKey;
  for (const certificate of certificates.value) {
    if (!(await isPairOf(crypto, signingKey.value, certificate.subjectPublicKeyInfo))) continue;
    const unfit = checkFitness(certificate, now, use);
    return unfit ?? success({ certificate, signingKey: signingKey.value });
  }
  const name = certificates.value[0] ? displayName(certificates.value[0]) : '';
  return refuse('key-mismatch', message('The private key does not belong to the CA certificate “{name}”.', { name }));
}

/** A CA whose certificate another CA issued: peers that trust only the root need it from the client or server. */
export function isIntermediate({ issuer, subject }: Certificate): boolean {
  return nameKey(issuer) !== nameKey(subject);
}

/** Its name and key as what it issues has to state them. */
export async function issuerOf(crypto: Crypto, { certificate, signingKey }: Authority): Promise<Issuer> {
  return {
    signingKey,
    name: certificate.subject.der,
    keyIdentifier:
      certificate.subjectKeyIdentifier ?? (await keyIdentifier(crypto, certificate.subjectPublicKeyInfo.der)),
  };
}

/** What a person should know about a CA that issues. */
export function notesAbout({ certificate }: Authority): Message[] {
  return certificate.keyUsage
    ? []
    : [message('The CA has no keyUsage: Python 3.13 and newer refuse what it issues. Make a new CA when you can.')];
}

/** A signed certificate with a name that its CA may not issue for would be refused everywhere (RFC 5280, 4.2.1.10). */
export function checkNameConstraints(ca: Certificate, signed: Certificate): Result<never, IssueFailure> | undefined {
  const state = new NameConstraintsState();
  state.add(ca);
  const [found] = state.check({ certificate: signed, index: 0 }, new Spending(defaultBudget));
  return found && refuse('name-not-permitted', failureMessage(found));
}

function readCertificates(pem: string): Result<readonly Certificate[], IssueFailure> {
  const { objects } = readPkiObjects(pem);
  const certificates = objects.flatMap(({ value }) => (value?.kind === 'certificate' ? [value] : []));
  if (certificates.length > 0) return success(certificates.slice(0, candidatesLimit));
  const { blocks } = readPem(pem);
  if (blocks.some(({ label }) => label.endsWith('CERTIFICATE'))) {
    return refuse('ca-certificate-unreadable', message('The CA certificate is damaged: it cannot be read.'));
  }
  return refuse(
    'ca-certificate-missing',
    blocks.length === 0
      ? message('There is no certificate in PEM form in the CA file.')
      : message('There is no certificate in the CA file, only: {labels}.', { labels: labelsOf(blocks) }),
  );
}

/** The extensions that say what a CA's key may do; one that cannot be read is not the same as none. */
function limitsOf({ extensionValues }: Certificate) {
  return [keyUsage, extKeyUsage].map((kind) => ({
    kind,
    extension: extensionValues.list.some(({ oid }) => oid === kind.oid),
    value: extensionValues.get<unknown>(kind),
  }));
}

function checkFitness(certificate: Certificate, now: Date, use: AuthorityUse): Result<never, IssueFailure> | undefined {
  const name = displayName(certificate);
  const { notBefore, notAfter } = certificate.validity;
  if (!certificate.basicConstraints?.cA) {
    return refuse(
      'ca-not-a-ca',
      message('“{name}” is not a CA: its basicConstraints do not say CA:TRUE.', { name }),
      message('What it signs would be refused everywhere. Choose a CA, or make one.'),
    );
  }
  const unreadable = limitsOf(certificate).find(({ extension, value }) => extension && value === undefined);
  if (unreadable) {
    return refuse(
      'ca-certificate-unreadable',
      message('The CA certificate “{name}” is damaged: its {extension} cannot be read.', {
        name,
        extension: unreadable.kind.name,
      }),
    );
  }
  const unfit = use === 'revocation-lists' ? checkForLists(certificate) : checkForCertificates(certificate, use);
  if (unfit) return unfit;
  if (now > notAfter) {
    return refuse('ca-expired', message('The CA “{name}” has expired: {date}.', { name, date: day(notAfter) }));
  }
  if (now < notBefore) {
    return refuse(
      'ca-not-yet-valid',
      message('The CA “{name}” is not valid before {date}.', { name, date: day(notBefore) }),
    );
  }
  return undefined;
}

function checkForLists(certificate: Certificate): Result<never, IssueFailure> | undefined {
  if (!certificate.keyUsage || certificate.keyUsage.includes('cRLSign')) return undefined;
  return refuse(
    'ca-without-crl-sign',
    message('“{name}” may not sign revocation lists: its keyUsage lacks cRLSign.', { name: displayName(certificate) }),
  );
}

function checkForCertificates(certificate: Certificate, profile: Profile): Result<never, IssueFailure> | undefined {
  const name = displayName(certificate);
  if (certificate.keyUsage && !certificate.keyUsage.includes('keyCertSign')) {
    return refuse(
      'ca-without-key-cert-sign',
      message('“{name}” may not sign certificates: its keyUsage lacks keyCertSign.', { name }),
    );
  }
  if (profile.isCa && certificate.basicConstraints?.pathLenConstraint === 0) {
    return refuse(
      'ca-path-length',
      message('“{name}” may not issue CAs: its path length is 0.', { name }),
      message('Make a CA with a path length of 1 or more to issue intermediate CAs.'),
    );
  }
  const purposes = certificate.extKeyUsage;
  const lacking = purposes?.includes(anyExtendedKeyUsage)
    ? undefined
    : profile.extKeyUsage.find((oid) => purposes?.includes(oid) === false);
  if (lacking === undefined) return undefined;
  return refuse(
    'ca-wrong-purpose',
    message('“{name}” is limited to other purposes by its extKeyUsage: peers would refuse the certificate.', { name }),
  );
}

export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
