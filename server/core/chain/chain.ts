import type { Certificate } from '../x509/types.ts';
import type { BySubject, IssuerLinks } from './issuer-links.ts';

/** Longest chain that is followed; real ones have at most five certificates. */
const maxLength = 10;

/**
 * A certificate and its issuers as far as the workspace has them, each found by name and signature. Not a validated
 * path: validity, constraints and revocation are not looked at.
 */
export interface Chain {
  /** Leaf first. */
  readonly certificates: readonly Certificate[];
  /**
   * `self-signed`: ends at a certificate that signed itself. `issuer-missing`: the last one's issuer is not here.
   * `not-verifiable`: an issuer of that name is here, but the signature algorithm is not supported.
   * `too-long`: more than ten certificates, or a loop.
   */
  readonly end: 'self-signed' | 'issuer-missing' | 'not-verifiable' | 'too-long';
}

export function chainOf(certificate: Certificate, links: IssuerLinks, bySubject: BySubject): Chain {
  const certificates = [certificate];
  const seen = new Set([certificate.sha256]);
  for (let at = certificate; certificates.length <= maxLength; ) {
    const issuers = links.issuersOf(at, bySubject);
    if (issuers.some(({ issuer, signature }) => issuer.sha256 === at.sha256 && signature === 'valid')) {
      return { certificates, end: 'self-signed' };
    }
    const next = issuers.find(({ issuer, signature }) => signature === 'valid' && !seen.has(issuer.sha256));
    if (!next) {
      const unsupported = issuers.some(({ signature }) => signature === 'unsupported');
      return { certificates, end: unsupported ? 'not-verifiable' : 'issuer-missing' };
    }
    certificates.push(next.issuer);
    seen.add(next.issuer.sha256);
    at = next.issuer;
  }
  return { certificates, end: 'too-long' };
}
