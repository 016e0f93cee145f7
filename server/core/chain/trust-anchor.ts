import type { Name } from '../x509/name.ts';
import type { Certificate, SubjectPublicKeyInfo } from '../x509/types.ts';

/**
 * RFC 5280, 6.1.1 (d). Here an anchor always comes as a certificate, whose own limits hold too (RFC 5937): its validity,
 * basicConstraints, keyUsage, name constraints. Its signature says nothing, because it is trusted for being given.
 */
export interface TrustAnchor {
  readonly name: Name;
  readonly publicKey: SubjectPublicKeyInfo;
  readonly certificate: Certificate;
}

export function trustAnchor(certificate: Certificate): TrustAnchor {
  return { name: certificate.subject, publicKey: certificate.subjectPublicKeyInfo, certificate };
}
