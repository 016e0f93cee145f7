import { toHex } from '../asn1/hex.ts';
import { message } from '../base/message.ts';
import { type Result, success } from '../base/result.ts';
import type { Extension, Validity } from '../x509/types.ts';
import { type IssueFailure, refuse } from './failure.ts';
import { type SigningKey, signatureParameters } from './signing-key.ts';

/** Everything that goes into a certificate but its serial number. */
export interface CertificateContents {
  /** DER of the Name. */
  readonly subject: Uint8Array;
  readonly validity: Validity;
  /** DER of SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly extensions: readonly Extension[];
}

/** Who signs it. */
export interface Issuer {
  readonly signingKey: SigningKey;
  /** DER of its name. */
  readonly name: Uint8Array;
  /** As its own certificate states it. */
  readonly keyIdentifier: Uint8Array;
}

/** The DER of a signed version 3 certificate (RFC 5280, section 4). */
export async function signCertificate(
  crypto: Crypto,
  contents: CertificateContents,
  { signingKey, name }: Issuer,
): Promise<Result<Uint8Array<ArrayBuffer>, IssueFailure>> {
  const { exactName, libraryExtension, x509 } = await import('./library.ts');
  const subject = exactName(contents.subject);
  if (!subject.ok) return subject;
  const issuer = exactName(name);
  if (!issuer.ok) {
    return refuse('ca-name-unsupported', message('The name of the CA is encoded in a way that cannot be copied here.'));
  }
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: toHex(randomSerialNumber(crypto)),
      subject: subject.value,
      issuer: issuer.value,
      notBefore: contents.validity.notBefore,
      notAfter: contents.validity.notAfter,
      publicKey: contents.publicKey,
      signingKey: signingKey.key,
      signingAlgorithm: signatureParameters(signingKey.scheme),
      extensions: contents.extensions.map(libraryExtension),
    },
    crypto,
  );
  return success(new Uint8Array(certificate.rawData));
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
