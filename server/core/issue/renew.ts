/** Renewal: the same names, purposes and extensions for a new period. */
import { type Message, message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { sameOctets } from '../base/same-octets.ts';
import { verifySignature } from '../chain/signature.ts';
import { displayName } from '../describe/names.ts';
import { writePem } from '../pem/write-pem.ts';
import { withKeyArithmetic } from '../x509/key-arithmetic.ts';
import { commonName } from '../x509/name.ts';
import { nameKey } from '../x509/name-key.ts';
import { readPkiObjects } from '../x509/read-pki-objects.ts';
import type { Certificate, SubjectPublicKeyInfo, Validity } from '../x509/types.ts';
import { type AuthorityFiles, issuerOf, notesAbout, openAuthority } from './authority.ts';
import { extensionIds, keyIdentifiers } from './certificate-extensions.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { generateKey } from './generate-key.ts';
import { intermediatePem } from './issue.ts';
import type { IssuedKeyType } from './key-type.ts';
import { writePrivateKey } from './private-key.ts';
import { checkDays, daysLimit, type Profile } from './profile.ts';
import { signCertificate } from './sign-certificate.ts';
import { dayLength, validityFrom, withinCa } from './validity.ts';

export interface RenewRequest {
  readonly crypto: Crypto;
  readonly now: Date;
  readonly ca: AuthorityFiles;
  /** The first certificate of it is renewed. */
  readonly certificatePem: string;
  /** As long as before where it is left out. */
  readonly days?: number | undefined;
  /** Makes a new key of the same kind; its passphrase encrypts it. The key stays the same where it is left out. */
  readonly newKey?: { readonly passphrase?: string | undefined } | undefined;
}

export interface Renewed {
  readonly commonName: string;
  readonly certificatePem: string;
  readonly intermediatePem: string | undefined;
  /** Undefined where the key stays. */
  readonly privateKeyPem: string | undefined;
  /** A CA that signs itself. */
  readonly isRoot: boolean;
  readonly validity: Validity;
  readonly notes: readonly Message[];
}

/** Embedded SCTs (RFC 6962, 3.3) are about the old certificate; the key identifiers are made anew. */
const notCopied: ReadonlySet<string> = new Set([
  '1.3.6.1.4.1.11129.2.4.2',
  extensionIds.subjectKeyIdentifier,
  extensionIds.authorityKeyIdentifier,
]);

export async function renewCertificate(request: RenewRequest): Promise<Result<Renewed, IssueFailure>> {
  const { crypto, now, newKey } = request;
  const old = await readFirstCertificate(request.certificatePem);
  if (!old.ok) return old;
  const days = checkDays(request.days ?? Math.min(daysLimit, daysOf(old.value.validity)));
  if (!days.ok) return days;
  if (newKey?.passphrase === '') return refuse('passphrase-empty', message('The passphrase is empty.'));
  const authority = await openAuthority(crypto, now, profileOf(old.value), request.ca);
  if (!authority.ok) return authority;
  const { certificate: ca } = authority.value;
  if (!(await isIssuedBy(crypto, old.value, ca))) {
    return refuse(
      'not-issued-by-ca',
      message('“{name}” was not issued by “{ca}”: only the CA that issued a certificate can renew it.', {
        name: displayName(old.value),
        ca: displayName(ca),
      }),
    );
  }
  const isRoot = ca.sha256 === old.value.sha256;
  if (isRoot && newKey) {
    return refuse(
      'not-issued-by-ca',
      message('A root CA with another key is another CA: make a new one, and have both trusted for a while.'),
    );
  }
  const generated = newKey && (await generateKey(crypto, sameKind(old.value.subjectPublicKeyInfo)));
  if (generated && !generated.ok) return generated;
  const publicKey = generated?.value.publicKey ?? Uint8Array.from(old.value.subjectPublicKeyInfo.der);
  const wanted = validityFrom(now, days.value);
  const { validity, notes } = isRoot ? { validity: wanted, notes: [] } : withinCa(wanted, ca);
  const issuer = await issuerOf(crypto, authority.value);
  const extensions = [
    ...old.value.extensions.filter(({ oid }) => !notCopied.has(oid)),
    ...(await keyIdentifiers(crypto, publicKey, issuer.keyIdentifier)),
  ];
  const signed = await signCertificate(
    crypto,
    { subject: old.value.subject.der, validity, publicKey, extensions },
    issuer,
  );
  if (!signed.ok) return signed;
  return success({
    commonName: commonName(old.value.subject) ?? displayName(old.value),
    certificatePem: writePem('CERTIFICATE', signed.value),
    intermediatePem: isRoot ? undefined : intermediatePem(authority.value),
    privateKeyPem: generated && (await writePrivateKey(crypto, generated.value.pkcs8, newKey?.passphrase)),
    isRoot,
    validity,
    notes: [...notesAbout(authority.value), ...notes],
  });
}

export async function readFirstCertificate(pem: string): Promise<Result<Certificate, IssueFailure>> {
  const { objects } = await withKeyArithmetic(() => readPkiObjects(pem));
  for (const { value } of objects) if (value?.kind === 'certificate') return success(value);
  return refuse('certificate-missing', message('There is no certificate in PEM form in the file that can be read.'));
}

/** By name and signature (RFC 5280, 6.1.3); where no signature of the kind can be verified here, by key identifier. */
export async function isIssuedBy(crypto: Crypto, certificate: Certificate, ca: Certificate): Promise<boolean> {
  if (nameKey(certificate.issuer) !== nameKey(ca.subject)) return false;
  const { signatureAlgorithm, tbsCertificate, signatureValue, authorityKeyIdentifier } = certificate;
  const key = ca.subjectPublicKeyInfo;
  const state = await verifySignature(crypto, signatureAlgorithm, key, tbsCertificate, signatureValue);
  if (state !== 'unsupported') return state === 'valid';
  const { subjectKeyIdentifier } = ca;
  if (!subjectKeyIdentifier || !authorityKeyIdentifier) return false;
  return sameOctets(subjectKeyIdentifier, authorityKeyIdentifier);
}

function daysOf({ notBefore, notAfter }: Validity): number {
  return Math.max(1, Math.round((notAfter.getTime() + 1000 - notBefore.getTime()) / dayLength));
}

/** What its CA has to be fit for. */
function profileOf({ basicConstraints, extKeyUsage = [] }: Certificate): Profile {
  const isCa = basicConstraints?.cA ?? false;
  return {
    name: isCa ? 'intermediate' : 'client',
    isCa: false,
    defaultDays: 0,
    keyUsage: [],
    extKeyUsage: isCa ? [] : extKeyUsage,
    names: [],
  };
}

/** Curves and sizes that are not made here become the next that is. */
export function sameKind({ keyType, curve, bits = 0, algorithm }: SubjectPublicKeyInfo): IssuedKeyType {
  switch (keyType) {
    case 'RSA':
      return bits > 3072 ? 'rsa4096' : bits > 2048 ? 'rsa3072' : 'rsa2048';
    case 'Ed25519':
      return 'ed25519';
    case 'ML-DSA':
      return algorithm.name === 'ML-DSA-87' ? 'mldsa87' : algorithm.name === 'ML-DSA-44' ? 'mldsa44' : 'mldsa65';
    default:
      return curve === undefined || curve === 'P-256' ? 'p256' : 'p384';
  }
}
