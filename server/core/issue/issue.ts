/**
 * Makes certificates with their keys: CAs, and those of clients, servers and mailboxes. Pure: the clock, the random
 * numbers and the CA come in, PEM texts go out. Callers import it on demand.
 */
import { type Message, message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { writePem } from '../pem/write-pem.ts';
import { decodeCertificate } from '../x509/certificate.ts';
import type { Validity } from '../x509/types.ts';
import {
  type Authority,
  type AuthorityFiles,
  checkNameConstraints,
  isIntermediate,
  issuerOf,
  notesAbout,
  openAuthority,
} from './authority.ts';
import { certificateExtensions, keyIdentifier } from './certificate-extensions.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { type GeneratedKey, generateKey } from './generate-key.ts';
import { checkNames, type GivenNames } from './given-names.ts';
import type { IssuedKeyType } from './key-type.ts';
import { type NameConstraints, readNameConstraint } from './name-constraints.ts';
import { checkCommonName } from './names.ts';
import { writePrivateKey } from './private-key.ts';
import { checkDays, type Profile, type ProfileName, profiles } from './profile.ts';
import { type Issuer, signCertificate } from './sign-certificate.ts';
import { importSigningKey } from './signing-key.ts';
import { encodeSubject } from './subject.ts';
import type { AlternativeName } from './subject-alt-name.ts';
import { validityFrom, withinCa } from './validity.ts';

/** What every request has. */
interface CommonRequest {
  readonly crypto: Crypto;
  readonly now: Date;
  readonly commonName: string;
  /** Length of the validity period; the profile's default where it is left out. */
  readonly days?: number | undefined;
  /** P-256 where it is left out. */
  readonly keyType?: IssuedKeyType | undefined;
  /** Encrypts the new private key. */
  readonly passphrase?: string | undefined;
}

export interface CaRequest extends CommonRequest {
  /** How many CAs may follow below this one; none where it is left out. */
  readonly pathLen?: number | undefined;
  /** The CA above an intermediate CA; left out for a root, which signs itself. */
  readonly ca?: AuthorityFiles | undefined;
  /** What it may issue for: DNS domains, ranges of IP addresses, e-mail addresses and domains after an `@`. */
  readonly permitted?: readonly string[];
  readonly excluded?: readonly string[];
}

interface LeafRequest extends CommonRequest {
  readonly ca: AuthorityFiles;
}

export interface ClientRequest extends LeafRequest, Pick<GivenNames, 'emails' | 'dns' | 'uris'> {}

export interface ServerRequest extends LeafRequest, Pick<GivenNames, 'dns' | 'ips'> {}

export interface EmailRequest extends LeafRequest, Pick<GivenNames, 'emails'> {}

export interface Issued {
  readonly profile: ProfileName;
  readonly commonName: string;
  readonly certificatePem: string;
  /** PKCS#8. */
  readonly privateKeyPem: string;
  readonly isEncrypted: boolean;
  /** The issuing CA's certificate where it is itself issued by another CA: peers that trust only the root need it. */
  readonly intermediatePem: string | undefined;
  readonly validity: Validity;
  /** What a person should know about the result. */
  readonly notes: readonly Message[];
}

type Issuing = Promise<Result<Issued, IssueFailure>>;

/** Apple refuses TLS server certificates that are valid for longer (support.apple.com/103769). */
const appleDays = 825;

/** A self-signed CA, or one below another. */
export async function issueCa(request: CaRequest): Issuing {
  const { crypto, now, pathLen = 0, ca } = request;
  const profile = ca ? profiles.intermediate : profiles.ca;
  const common = checkCommon(request, profile);
  if (!common.ok) return common;
  if (!Number.isInteger(pathLen) || pathLen < 0 || pathLen > 32) {
    return refuse('path-length', message('The path length has to be a number from 0 to 32.'));
  }
  const nameConstraints = readConstraints(request);
  if (!nameConstraints.ok) return nameConstraints;
  const notes: Message[] = [];
  if (request.passphrase === undefined) {
    notes.push(
      message('The CA’s private key is not encrypted: whoever can read the file can issue certificates. Keep it safe.'),
    );
  }
  const contents = { pathLen, nameConstraints: nameConstraints.value };
  if (ca) return issueBelow({ ...request, ca }, profile, common.value, [], notes, contents);
  const { days, commonName } = common.value;
  const key = await generateKey(crypto, request.keyType ?? 'p256');
  if (!key.ok) return key;
  const signingKey = await importSigningKey(crypto, key.value.pkcs8);
  if (!signingKey.ok) return signingKey;
  const issuer = {
    signingKey: signingKey.value,
    name: encodeSubject(commonName),
    keyIdentifier: await keyIdentifier(crypto, key.value.publicKey),
  };
  const validity = validityFrom(now, days);
  return finish(request, profile, commonName, [], { key: key.value, issuer, validity, notes, ...contents });
}

/** A client's certificate. */
export async function issueClient(request: ClientRequest): Issuing {
  const common = checkCommon(request, profiles.client);
  if (!common.ok) return common;
  const names = checkNames(request, profiles.client, common.value.commonName);
  if (!names.ok) return names;
  const notes = notesOnDays(profiles.client, common.value.days);
  return issueBelow(request, profiles.client, common.value, names.value, notes);
}

/** A server's certificate. Without names it is for its common name, which has to be a host then. */
export async function issueServer(request: ServerRequest): Issuing {
  const common = checkCommon(request, profiles.server);
  if (!common.ok) return common;
  const names = checkNames(request, profiles.server, common.value.commonName);
  if (!names.ok) return names;
  const notes = [...notesOnDays(profiles.server, common.value.days), ...notesOnServerKey(request.keyType)];
  return issueBelow(request, profiles.server, common.value, names.value, notes);
}

/** A certificate that signs and decrypts mail (S/MIME). Without an address it is for its common name. */
export async function issueEmail(request: EmailRequest): Issuing {
  const common = checkCommon(request, profiles.email);
  if (!common.ok) return common;
  const names = checkNames(request, profiles.email, common.value.commonName);
  if (!names.ok) return names;
  return issueBelow(request, profiles.email, common.value, names.value, []);
}

/** What is worth a word about a period, by profile. */
export function notesOnDays({ name }: Profile, days: number): Message[] {
  if (days <= appleDays) return [];
  if (name === 'client') {
    return [
      message('{days} days are long for a client: a stolen key stays useful until then, unless it is revoked.', {
        days,
      }),
    ];
  }
  if (name !== 'server') return [];
  return [
    message('Apple’s systems refuse server certificates that are valid for more than {limit} days.', {
      limit: appleDays,
    }),
  ];
}

function notesOnServerKey(keyType: IssuedKeyType | undefined): Message[] {
  if (keyType === 'ed25519') return [message('Browsers do not accept Ed25519 server certificates.')];
  if (!keyType?.startsWith('mldsa')) return [];
  return [message('Only OpenSSL 3.5 and newer, and what is built on it, accepts ML-DSA certificates.')];
}

interface CaContents {
  readonly pathLen: number;
  readonly nameConstraints: NameConstraints | undefined;
}

/** Everything but a root. */
async function issueBelow(
  request: LeafRequest,
  profile: Profile,
  { commonName, days }: Common,
  names: readonly AlternativeName[],
  given: readonly Message[],
  ca?: CaContents,
): Issuing {
  const { crypto, now } = request;
  const authority = await openAuthority(crypto, now, profile, request.ca);
  if (!authority.ok) return authority;
  const key = await generateKey(crypto, request.keyType ?? 'p256');
  if (!key.ok) return key;
  const { validity, notes } = withinCa(validityFrom(now, days), authority.value.certificate);
  const issuer = await issuerOf(crypto, authority.value);
  return finish(request, profile, commonName, names, {
    key: key.value,
    issuer,
    validity,
    notes: [...given, ...notesAbout(authority.value), ...notes],
    authority: authority.value,
    ...ca,
  });
}

interface Parts {
  readonly key: GeneratedKey;
  readonly issuer: Issuer;
  readonly validity: Validity;
  readonly notes: readonly Message[];
  readonly authority?: Authority;
  readonly pathLen?: number;
  readonly nameConstraints?: NameConstraints | undefined;
}

async function finish(
  { crypto, passphrase }: CommonRequest,
  profile: Profile,
  commonName: string,
  subjectAltName: readonly AlternativeName[],
  { key, issuer, validity, notes, authority, pathLen, nameConstraints }: Parts,
): Issuing {
  const { publicKey } = key;
  const contents = { profile, subjectAltName, publicKey, pathLen, nameConstraints };
  const extensions = await certificateExtensions(crypto, contents, issuer.keyIdentifier);
  const subject = encodeSubject(commonName);
  const signed = await signCertificate(crypto, { subject, validity, publicKey, extensions }, issuer);
  if (!signed.ok) return signed;
  const { value } = decodeCertificate(signed.value);
  const forbidden = authority && value && checkNameConstraints(authority.certificate, value);
  if (forbidden) return forbidden;
  return success({
    profile: profile.name,
    commonName,
    certificatePem: writePem('CERTIFICATE', signed.value),
    privateKeyPem: await writePrivateKey(crypto, key.pkcs8, passphrase),
    isEncrypted: passphrase !== undefined,
    intermediatePem: authority && intermediatePem(authority),
    validity,
    notes,
  });
}

/** What has to be sent along with a certificate that this CA issued. */
export function intermediatePem({ certificate }: Authority): string | undefined {
  return isIntermediate(certificate) ? writePem('CERTIFICATE', certificate.der) : undefined;
}

interface Common {
  readonly commonName: string;
  readonly days: number;
}

function checkCommon(request: CommonRequest, profile: Profile): Result<Common, IssueFailure> {
  const commonName = checkCommonName(request.commonName);
  if (!commonName.ok) return commonName;
  const days = checkDays(request.days ?? profile.defaultDays);
  if (!days.ok) return days;
  if (request.passphrase === '') return refuse('passphrase-empty', message('The passphrase is empty.'));
  return success({ commonName: commonName.value, days: days.value });
}

function readConstraints({
  permitted = [],
  excluded = [],
}: CaRequest): Result<NameConstraints | undefined, IssueFailure> {
  if (permitted.length + excluded.length === 0) return success(undefined);
  const lists = { permitted: [], excluded: [] } as Record<'permitted' | 'excluded', NameConstraints['permitted'][0][]>;
  for (const [list, texts] of [
    [lists.permitted, permitted],
    [lists.excluded, excluded],
  ] as const) {
    for (const text of texts) {
      const constraint = readNameConstraint(text);
      if (!constraint.ok) return constraint;
      list.push(constraint.value);
    }
  }
  return success(lists);
}
