import { once } from '../base/once.ts';
import { sameOctets } from '../base/same-octets.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate } from '../x509/types.ts';
import type { SignatureState } from './signature.ts';

const loadSignature = once(() => import('./signature.ts'));

/** Certificates by the key of their subject's name. */
export interface BySubject {
  get(subject: string): readonly Certificate[] | undefined;
}

/** A certificate that may have issued another, with what became of checking the signature. */
export interface IssuerLink {
  readonly issuer: Certificate;
  readonly signature: SignatureState;
}

/**
 * Who signed whom, among the certificates it is given: by name, key identifiers as hints (RFC 4158, 3.5.12), and the
 * signature verified once per pair. This finds issuers; it validates no path (RFC 5280, section 6).
 */
export class IssuerLinks {
  readonly #crypto: Crypto;
  readonly #verified = new Map<string, SignatureState>();

  constructor(crypto: Crypto) {
    this.#crypto = crypto;
  }

  /** How many signatures were verified so far. */
  get verifiedCount(): number {
    return this.#verified.size;
  }

  /** Verifies `certificate` against every candidate of the same name; at most `budget` signatures are tried. */
  async link(certificate: Certificate, bySubject: BySubject, budget = 16): Promise<void> {
    const candidates = this.#candidates(certificate, bySubject).slice(0, budget);
    await Promise.all(
      candidates.map(async (issuer) => {
        const key = pairKey(certificate, issuer);
        if (this.#verified.has(key)) return;
        const { verifySignature } = await loadSignature();
        this.#verified.set(
          key,
          await verifySignature(
            this.#crypto,
            certificate.signatureAlgorithm,
            issuer.subjectPublicKeyInfo,
            certificate.tbsCertificate,
            certificate.signatureValue,
          ),
        );
      }),
    );
  }

  /** The issuers found so far, verified ones first. Candidates whose signature does not fit are left out. */
  issuersOf(certificate: Certificate, bySubject: BySubject): IssuerLink[] {
    return this.#candidates(certificate, bySubject)
      .flatMap((issuer) => {
        const signature = this.#verified.get(pairKey(certificate, issuer));
        return signature === undefined || signature === 'invalid' ? [] : [{ issuer, signature }];
      })
      .sort((a, b) => Number(b.signature === 'valid') - Number(a.signature === 'valid'));
  }

  /** A candidate that the certificate names by its key too, where its signature and that of all others do not fit. */
  claimedIssuerOf(certificate: Certificate, bySubject: BySubject): Certificate | undefined {
    const wanted = certificate.authorityKeyIdentifier;
    if (!wanted) return undefined;
    const candidates = this.#candidates(certificate, bySubject);
    if (candidates.some((issuer) => this.#verified.get(pairKey(certificate, issuer)) !== 'invalid')) return undefined;
    return candidates.find((issuer) => issuer.subjectKeyIdentifier && sameOctets(wanted, issuer.subjectKeyIdentifier));
  }

  #candidates(certificate: Certificate, bySubject: BySubject): Certificate[] {
    const named = bySubject.get(nameKey(certificate.issuer)) ?? [];
    const wanted = certificate.authorityKeyIdentifier;
    const fits = (issuer: Certificate): number =>
      wanted && issuer.subjectKeyIdentifier && sameOctets(wanted, issuer.subjectKeyIdentifier) ? 0 : 1;
    return [...named].sort((a, b) => fits(a) - fits(b));
  }
}

function pairKey(certificate: Certificate, issuer: Certificate): string {
  return `${certificate.sha256} ${issuer.sha256}`;
}
