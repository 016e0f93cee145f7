import 'reflect-metadata';
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  X509CrlGenerator,
  X509CrlReason,
} from '@peculiar/x509';

/** A certificate with its key, as PEM text, and what issuing from it needs. */
export interface Made {
  readonly certificate: string;
  readonly privateKey: string;
  readonly keys: CryptoKeyPair;
  readonly subject: string;
}

export interface Wanted {
  readonly cn: string;
  /** The whole subject, in place of the one around `cn`. */
  readonly name?: string;
  readonly from: Date;
  readonly to: Date;
  readonly issuer?: Made;
  readonly ca?: boolean;
  /** pathLenConstraint of a CA; 1 by default. */
  readonly depth?: number;
  readonly usages?: readonly ('serverAuth' | 'clientAuth')[];
  readonly dns?: readonly string[] | undefined;
  readonly keys?: CryptoKeyPair;
  readonly rsaBits?: number;
  readonly hash?: 'SHA-1' | 'SHA-256';
  /** Where its revocation list lies. */
  readonly list?: string;
  /** The address of an OCSP responder. */
  readonly ocsp?: string;
}

const purposes = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' };

/** Makes a certificate for tests and samples: any dates, any weakness. The product's own issuance refuses the weak ones. */
export async function makeCertificate(wanted: Wanted): Promise<Made> {
  const keys = wanted.keys ?? (await makeKeys(wanted.rsaBits));
  const issuerKeys = wanted.issuer?.keys ?? keys;
  const subject = wanted.name ?? `CN=${wanted.cn}, O=Example`;
  const serial = crypto.getRandomValues(new Uint8Array(16));
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  const extensions = [
    new BasicConstraintsExtension(wanted.ca ?? false, wanted.ca ? (wanted.depth ?? 1) : undefined, true),
    new KeyUsagesExtension(
      wanted.ca ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature,
      true,
    ),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    await AuthorityKeyIdentifierExtension.create(issuerKeys.publicKey),
    ...(wanted.usages ? [new ExtendedKeyUsageExtension(wanted.usages.map((usage) => purposes[usage]))] : []),
    ...(wanted.ocsp === undefined ? [] : [new AuthorityInfoAccessExtension({ ocsp: wanted.ocsp })]),
    ...(wanted.dns
      ? [new SubjectAlternativeNameExtension(wanted.dns.map((value) => ({ type: 'dns' as const, value })))]
      : []),
    ...(wanted.list === undefined ? [] : [new CRLDistributionPointsExtension([wanted.list])]),
  ];
  const { name } = issuerKeys.privateKey.algorithm;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: Buffer.from(serial).toString('hex'),
    subject,
    issuer: wanted.issuer?.subject ?? subject,
    notBefore: wanted.from,
    notAfter: wanted.to,
    publicKey: keys.publicKey,
    signingKey: issuerKeys.privateKey,
    signingAlgorithm: { name, hash: wanted.hash ?? 'SHA-256' },
    extensions,
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificate: `${certificate.toString('pem')}\n`,
    privateKey: `${PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
    keys,
    subject,
  };
}

/** A list of `issuer` that revoked `revoked` a day before `now` for keyCompromise, good for ten days. */
export async function makeRevocationList(issuer: Made, revoked: readonly Made[], now: Date): Promise<string> {
  const day = 86_400_000;
  const list = await X509CrlGenerator.create({
    issuer: issuer.subject,
    thisUpdate: new Date(now.getTime() - day),
    nextUpdate: new Date(now.getTime() + 10 * day),
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: { name: issuer.keys.privateKey.algorithm.name, hash: 'SHA-256' },
    entries: revoked.map(({ certificate }) => ({
      serialNumber: new X509Certificate(certificate).serialNumber,
      revocationDate: new Date(now.getTime() - day),
      reason: X509CrlReason.keyCompromise,
    })),
    extensions: [
      await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
      // RFC 5280, 5.2.3: cRLNumber 1.
      new Extension('2.5.29.20', false, new Uint8Array([2, 1, 1])),
    ],
  });
  // OpenSSL knows no other label (RFC 7468, 6).
  return `${list.toString('pem').replaceAll(' CRL-----', ' X509 CRL-----')}\n`;
}

async function makeKeys(rsaBits: number | undefined): Promise<CryptoKeyPair> {
  const algorithm =
    rsaBits === undefined
      ? { name: 'ECDSA', namedCurve: 'P-256' }
      : {
          name: 'RSASSA-PKCS1-v1_5',
          hash: 'SHA-256',
          publicExponent: new Uint8Array([1, 0, 1]),
          modulusLength: rsaBits,
        };
  return (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
}
