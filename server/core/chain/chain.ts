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
   * `not-searched`: so many CAs have that name that not all were tried. `too-long`: more than ten certificates, or a loop.
   */
  readonly end: 'self-signed' | 'issuer-missing' | 'not-verifiable' | 'not-searched' | 'too-long';
}

export function chainOf(certificate: Certificate, links: IssuerLinks, bySubject: BySubject): Chain {
  const certificates = [certificate];
  const seen = new Set([certificate.sha256]);
  for (let at = certificate; certificates.length <= maxLength; ) {
    if (links.isSelfSigned(at)) return { certificates, end: 'self-signed' };
    const next = links.signersOf(at, bySubject, seen.size + 1).find(({ sha256 }) => !seen.has(sha256));
    if (!next) return { certificates, end: endAt(at, links, bySubject) };
    certificates.push(next);
    seen.add(next.sha256);
    at = next;
  }
  return { certificates, end: 'too-long' };
}

function endAt(last: Certificate, links: IssuerLinks, bySubject: BySubject): Chain['end'] {
  if (links.mayHaveIssuer(last, bySubject)) return 'not-verifiable';
  return links.isUnsearched(last) ? 'not-searched' : 'issuer-missing';
}
