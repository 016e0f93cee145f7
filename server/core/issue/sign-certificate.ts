// @peculiar/x509 registers its parts through metadata: reflect-metadata has to be there before it.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { DerReader } from '../asn1/der-reader.ts';
import { encode } from '../asn1/encode.ts';
import { toHex } from '../asn1/hex.ts';
import { tags } from '../asn1/tags.ts';
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import { readSubjectPublicKeyInfo } from '../x509/subject-public-key-info.ts';
import type { Validity } from '../x509/types.ts';
import { type IssueFailure, refuse } from './failure.ts';
import type { Profile } from './profile.ts';
import { type SigningKey, signatureParameters } from './signing-key.ts';
import { type AlternativeName, encodeSubjectAltName } from './subject-alt-name.ts';

/** Everything that goes into a certificate. */
export interface CertificateContents {
  readonly profile: Profile;
  readonly commonName: string;
  readonly subjectAltName: readonly AlternativeName[];
  readonly validity: Validity;
  /** DER of SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** For a CA: how many CAs may follow below it. */
  readonly pathLen?: number;
}

/** Who signs it. */
export interface Issuer {
  readonly signingKey: SigningKey;
  /** DER of its name; undefined where the certificate is self-signed. */
  readonly name: Uint8Array | undefined;
  /** As its own certificate states it. */
  readonly keyIdentifier: Uint8Array;
}

const oid = { subjectKeyIdentifier: '2.5.29.14', authorityKeyIdentifier: '2.5.29.35', subjectAltName: '2.5.29.17' };

/** The DER of a signed version 3 certificate (RFC 5280, section 4). */
export async function signCertificate(
  crypto: Crypto,
  contents: CertificateContents,
  issuer: Issuer,
): Promise<Result<Uint8Array<ArrayBuffer>, IssueFailure>> {
  const { signingKey } = issuer;
  const subject = new x509.Name([{ CN: [{ utf8String: contents.commonName }] }]);
  const issuerName = issuer.name ? exactName(issuer.name) : subject;
  if (!issuerName) {
    return refuse('ca-name-unsupported', message('The name of the CA is encoded in a way that cannot be copied here.'));
  }
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: toHex(randomSerialNumber(crypto)),
      subject,
      issuer: issuerName,
      notBefore: contents.validity.notBefore,
      notAfter: contents.validity.notAfter,
      publicKey: contents.publicKey,
      signingKey: signingKey.key,
      signingAlgorithm: signatureParameters(signingKey.scheme),
      extensions: await extensions(crypto, contents, issuer),
    },
    crypto,
  );
  return success(new Uint8Array(certificate.rawData));
}

/**
 * RFC 5280, 4.1.2.4: issuer holds exactly the subject of the CA. @peculiar/x509 decodes and encodes names again, so
 * it is asked whether that gives the same octets.
 */
function exactName(der: Uint8Array): x509.Name | undefined {
  try {
    const name = new x509.Name(Uint8Array.from(der));
    return toHex(new Uint8Array(name.toArrayBuffer())) === toHex(der) ? name : undefined;
  } catch {
    // The library throws plain errors at string types that it does not know.
    return undefined;
  }
}

/**
 * RFC 5280, 4.1.2.2 asks for a positive number of at most 20 octets, the CA/Browser Forum for at least 64 random bits:
 * here 159 are.
 */
function randomSerialNumber(crypto: Crypto): Uint8Array {
  const octets = crypto.getRandomValues(new Uint8Array(20));
  octets[0] = (octets[0] ?? 0) & 0x7f;
  return octets.some((octet) => octet !== 0) ? octets : randomSerialNumber(crypto);
}

/** RFC 5280, 4.2.1.2, method 1: SHA-1 over the bits of the key. */
export async function keyIdentifier(crypto: Crypto, publicKey: Uint8Array): Promise<Uint8Array> {
  const bits = readSubjectPublicKeyInfo(DerReader.over(publicKey)).publicKey;
  return new Uint8Array(await crypto.subtle.digest('SHA-1', Uint8Array.from(bits)));
}

async function extensions(crypto: Crypto, contents: CertificateContents, issuer: Issuer): Promise<x509.Extension[]> {
  const { profile, subjectAltName } = contents;
  const isCa = profile.name === 'ca';
  const own = await keyIdentifier(crypto, contents.publicKey);
  const usages = profile.keyUsage.reduce((flags, usage) => flags | x509.KeyUsageFlags[usage], 0);
  const list = [
    new x509.BasicConstraintsExtension(isCa, isCa ? contents.pathLen : undefined, true),
    new x509.KeyUsagesExtension(usages, true),
    plain(oid.subjectKeyIdentifier, encode(tags.octetString, own)),
    plain(oid.authorityKeyIdentifier, encode(tags.sequence, encode(0x80, issuer.keyIdentifier))),
  ];
  if (profile.extKeyUsage.length > 0) list.push(new x509.ExtendedKeyUsageExtension([...profile.extKeyUsage]));
  if (subjectAltName.length > 0) list.push(plain(oid.subjectAltName, encodeSubjectAltName(subjectAltName)));
  return list;
}

/** Not critical, as RFC 5280 wants these; the subject is never empty here, so that holds for subjectAltName too. */
function plain(type: string, value: Uint8Array): x509.Extension {
  return new x509.Extension(type, false, Uint8Array.from(value));
}
