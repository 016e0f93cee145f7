import { nameKey } from './name-key.ts';
import type { Certificate } from './types.ts';

/** Extended key usages (RFC 5280, 4.2.1.12) by which rules tell what a certificate is for. */
export const purposes = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
} as const;

export function isCa({ basicConstraints }: Certificate): boolean {
  return basicConstraints?.cA === true;
}

/** True where the certificate says that it is for TLS servers, and is no CA. */
export function isServer(certificate: Certificate): boolean {
  return !isCa(certificate) && (certificate.extKeyUsage?.includes(purposes.serverAuth) ?? false);
}

/** True where the certificate says that it is for either side of TLS, and is no CA. */
export function isTlsPeer(certificate: Certificate): boolean {
  return (
    isServer(certificate) || (!isCa(certificate) && (certificate.extKeyUsage?.includes(purposes.clientAuth) ?? false))
  );
}

/** True where subject and issuer are the same name, whoever signed it (RFC 5280, 3.2). */
export function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return nameKey(subject) === nameKey(issuer);
}
