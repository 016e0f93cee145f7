import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
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
  readonly from: Date;
  readonly to: Date;
  readonly issuer?: Made;
  readonly ca?: boolean;
  readonly usages?: readonly ('serverAuth' | 'clientAuth')[];
  readonly dns?: readonly string[];
  readonly keys?: CryptoKeyPair;
  readonly rsaBits?: number;
  readonly hash?: 'SHA-1' | 'SHA-256';
}

const purposes = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' };

/** Makes a certificate for tests and samples: any dates, any weakness. The product's own issuance refuses the weak ones. */
export async function makeCertificate(wanted: Wanted): Promise<Made> {
  const keys = wanted.keys ?? (await makeKeys(wanted.rsaBits));
  const issuerKeys = wanted.issuer?.keys ?? keys;
  const subject = `CN=${wanted.cn}, O=Example`;
  const serial = crypto.getRandomValues(new Uint8Array(16));
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  const extensions = [
    new BasicConstraintsExtension(wanted.ca ?? false, wanted.ca ? 1 : undefined, true),
    new KeyUsagesExtension(
      wanted.ca ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature,
      true,
    ),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    await AuthorityKeyIdentifierExtension.create(issuerKeys.publicKey),
    ...(wanted.usages ? [new ExtendedKeyUsageExtension(wanted.usages.map((usage) => purposes[usage]))] : []),
    ...(wanted.dns
      ? [new SubjectAlternativeNameExtension(wanted.dns.map((value) => ({ type: 'dns' as const, value })))]
      : []),
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
