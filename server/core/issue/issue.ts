/**
 * Makes certificates for mutual TLS: a CA, a client's and a server's certificate. Pure: the clock, the random numbers
 * and the CA come in, PEM texts go out. Importing this file loads @peculiar/x509, so callers import it on demand.
 */
import { type Message, message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { writePem } from '../pem/write-pem.ts';
import type { Validity } from '../x509/types.ts';
import { type Authority, type AuthorityFiles, day, isIntermediate, openAuthority } from './authority.ts';
import { encryptPrivateKey } from './encrypted-private-key.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { type GeneratedKey, generateKey } from './generate-key.ts';
import type { IssuedKeyType } from './key-type.ts';
import { checkAll, checkCommonName, checkDnsName, checkEmail, checkIpAddress, checkUri } from './names.ts';
import { checkDays, type Profile, type ProfileName, profiles } from './profile.ts';
import { type Issuer, keyIdentifier, signCertificate } from './sign-certificate.ts';
import { importSigningKey } from './signing-key.ts';
import type { AlternativeName } from './subject-alt-name.ts';

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
}

interface LeafRequest extends CommonRequest {
  readonly ca: AuthorityFiles;
}

export interface ClientRequest extends LeafRequest {
  readonly emails?: readonly string[];
  readonly dns?: readonly string[];
  readonly uris?: readonly string[];
}

export interface ServerRequest extends LeafRequest {
  readonly dns?: readonly string[];
  readonly ips?: readonly string[];
}

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
const dayLength = 24 * 60 * 60 * 1000;

/** A self-signed CA. */
export async function issueCa(request: CaRequest): Issuing {
  const { crypto, now, pathLen = 0 } = request;
  const common = checkCommon(request, profiles.ca);
  if (!common.ok) return common;
  if (!Number.isInteger(pathLen) || pathLen < 0 || pathLen > 32) {
    return refuse('path-length', message('The path length has to be a number from 0 to 32.'));
  }
  const key = await generateKey(crypto, request.keyType ?? 'p256');
  if (!key.ok) return key;
  const signingKey = await importSigningKey(crypto, key.value.pkcs8);
  if (!signingKey.ok) return signingKey;
  const issuer = {
    signingKey: signingKey.value,
    name: undefined,
    keyIdentifier: await keyIdentifier(crypto, key.value.publicKey),
  };
  const validity = validityFrom(now, common.value.days);
  const notes: Message[] = [];
  if (request.passphrase === undefined) {
    notes.push(
      message('The CA’s private key is not encrypted: whoever can read the file can issue certificates. Keep it safe.'),
    );
  }
  return finish(request, profiles.ca, common.value.commonName, [], {
    key: key.value,
    issuer,
    validity,
    pathLen,
    notes,
  });
}

/** A client's certificate. */
export async function issueClient(request: ClientRequest): Issuing {
  const common = checkCommon(request, profiles.client);
  if (!common.ok) return common;
  const emails = checkAll(request.emails ?? [], checkEmail);
  if (!emails.ok) return emails;
  const dns = checkAll(request.dns ?? [], checkDnsName);
  if (!dns.ok) return dns;
  const uris = checkAll(request.uris ?? [], checkUri);
  if (!uris.ok) return uris;
  const names: AlternativeName[] = [
    ...dns.value.map((value) => ({ type: 'dNSName', value }) as const),
    ...emails.value.map((value) => ({ type: 'rfc822Name', value }) as const),
    ...uris.value.map((value) => ({ type: 'uniformResourceIdentifier', value }) as const),
  ];
  const notes: Message[] = [];
  if (common.value.days > appleDays) {
    notes.push(
      message('{days} days are long for a client: a stolen key stays useful until then, unless it is revoked.', {
        days: common.value.days,
      }),
    );
  }
  return issueLeaf(request, profiles.client, common.value, names, notes);
}

/** A server's certificate. Without names it is for its common name, which has to be a host then. */
export async function issueServer(request: ServerRequest): Issuing {
  const common = checkCommon(request, profiles.server);
  if (!common.ok) return common;
  const dns = checkAll(request.dns ?? [], checkDnsName);
  if (!dns.ok) return dns;
  const ips = checkAll(request.ips ?? [], checkIpAddress);
  if (!ips.ok) return ips;
  const names: AlternativeName[] = [
    ...dns.value.map((value) => ({ type: 'dNSName', value }) as const),
    ...ips.value.map((value) => ({ type: 'iPAddress', value }) as const),
  ];
  if (names.length === 0) {
    const own = ownName(common.value.commonName);
    if (!own.ok) return own;
    names.push(own.value);
  }
  const notes: Message[] = [];
  if (common.value.days > appleDays) {
    notes.push(
      message('Apple’s systems refuse server certificates that are valid for more than {limit} days.', {
        limit: appleDays,
      }),
    );
  }
  if (request.keyType === 'ed25519') notes.push(message('Browsers do not accept Ed25519 server certificates.'));
  return issueLeaf(request, profiles.server, common.value, names, notes);
}

async function issueLeaf(
  request: LeafRequest,
  profile: Profile,
  { commonName, days }: Common,
  names: readonly AlternativeName[],
  given: readonly Message[],
): Issuing {
  const { crypto, now } = request;
  const authority = await openAuthority(crypto, now, profile, request.ca);
  if (!authority.ok) return authority;
  const key = await generateKey(crypto, request.keyType ?? 'p256');
  if (!key.ok) return key;
  const { certificate } = authority.value;
  const notes = [...given, ...notesAbout(authority.value)];
  let validity = validityFrom(now, days);
  const { notBefore: first, notAfter: last } = certificate.validity;
  // The hour before now may lie before a CA that was made just now.
  if (validity.notBefore < first) validity = { ...validity, notBefore: first };
  if (validity.notAfter > last) {
    validity = { ...validity, notAfter: last };
    notes.push(message('Valid until {date} only: that is when the CA expires.', { date: day(last) }));
  }
  const issuer = await issuerOf(crypto, authority.value);
  const ca = isIntermediate(certificate) ? certificate.der : undefined;
  return finish(request, profile, commonName, names, { key: key.value, issuer, validity, notes, intermediate: ca });
}

interface Parts {
  readonly key: GeneratedKey;
  readonly issuer: Issuer;
  readonly validity: Validity;
  readonly notes: readonly Message[];
  readonly pathLen?: number;
  readonly intermediate?: Uint8Array | undefined;
}

async function finish(
  { crypto, passphrase }: CommonRequest,
  profile: Profile,
  commonName: string,
  subjectAltName: readonly AlternativeName[],
  { key, issuer, validity, notes, pathLen, intermediate }: Parts,
): Issuing {
  const { publicKey } = key;
  const contents = { profile, commonName, subjectAltName, validity, publicKey };
  const signed = await signCertificate(crypto, pathLen === undefined ? contents : { ...contents, pathLen }, issuer);
  if (!signed.ok) return signed;
  const privateKeyPem =
    passphrase === undefined
      ? writePem('PRIVATE KEY', key.pkcs8)
      : writePem('ENCRYPTED PRIVATE KEY', await encryptPrivateKey(crypto, key.pkcs8, passphrase));
  return success({
    profile: profile.name,
    commonName,
    certificatePem: writePem('CERTIFICATE', signed.value),
    privateKeyPem,
    isEncrypted: passphrase !== undefined,
    intermediatePem: intermediate && writePem('CERTIFICATE', intermediate),
    validity,
    notes,
  });
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

/**
 * Exactly `days` days, of which the first hour has passed: peers whose clocks are behind accept the certificate at
 * once, and a limit in days holds. Both ends count, hence the second less (RFC 5280, 4.1.2.5).
 */
function validityFrom(now: Date, days: number): Validity {
  const start = Math.floor(now.getTime() / 1000) * 1000 - 60 * 60 * 1000;
  return { notBefore: new Date(start), notAfter: new Date(start + days * dayLength - 1000) };
}

function ownName(commonName: string): Result<AlternativeName, IssueFailure> {
  const ip = checkIpAddress(commonName);
  if (ip.ok) return success({ type: 'iPAddress', value: ip.value });
  const dns = checkDnsName(commonName);
  if (dns.ok) return success({ type: 'dNSName', value: dns.value });
  return refuse(
    'server-without-name',
    message('A server certificate needs a DNS name or an IP address: clients look at nothing else.'),
  );
}

async function issuerOf(crypto: Crypto, { certificate, signingKey }: Authority): Promise<Issuer> {
  return {
    signingKey,
    name: certificate.subject.der,
    keyIdentifier:
      certificate.subjectKeyIdentifier ?? (await keyIdentifier(crypto, certificate.subjectPublicKeyInfo.der)),
  };
}

function notesAbout({ certificate }: Authority): Message[] {
  return certificate.keyUsage
    ? []
    : [message('The CA has no keyUsage: Python 3.13 and newer refuse what it issues. Make a new CA when you can.')];
}
