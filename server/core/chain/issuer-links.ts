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
  /** By certificate, then by the issuer that was tried. */
  readonly #verified = new Map<string, Map<string, SignatureState>>();
  #verifiedCount = 0;

  constructor(crypto: Crypto) {
    this.#crypto = crypto;
  }

  /** How many signatures were verified so far. */
  get verifiedCount(): number {
    return this.#verifiedCount;
  }

  /** Verifies `certificate` against every candidate of the same name; at most `budget` signatures are tried. */
  async link(certificate: Certificate, bySubject: BySubject, budget = 16): Promise<void> {
    const candidates = inOrder(certificate, namesakes(certificate, bySubject)).slice(0, budget);
    const tried = this.#verified.get(certificate.sha256) ?? new Map<string, SignatureState>();
    this.#verified.set(certificate.sha256, tried);
    await Promise.all(
      candidates.map(async (issuer) => {
        if (tried.has(issuer.sha256)) return;
        const { verifySignature } = await loadSignature();
        const state = await verifySignature(
          this.#crypto,
          certificate.signatureAlgorithm,
          issuer.subjectPublicKeyInfo,
          certificate.tbsCertificate,
          certificate.signatureValue,
        );
        if (!tried.has(issuer.sha256)) this.#verifiedCount++;
        tried.set(issuer.sha256, state);
      }),
    );
  }

  /** The issuers found so far, verified ones first. Candidates whose signature does not fit are left out. */
  issuersOf(certificate: Certificate, bySubject: BySubject): IssuerLink[] {
    const tried = this.#verified.get(certificate.sha256);
    if (!tried) return [];
    // Of a thousand namesakes those are few whose signature was tried: only they are put in order.
    const known = namesakes(certificate, bySubject).filter(({ sha256 }) => tried.has(sha256));
    return inOrder(certificate, known)
      .flatMap((issuer) => {
        const signature = tried.get(issuer.sha256);
        return signature === undefined || signature === 'invalid' ? [] : [{ issuer, signature }];
      })
      .sort((a, b) => Number(b.signature === 'valid') - Number(a.signature === 'valid'));
  }

  /** A candidate that the certificate names by its key too, where its signature and that of all others do not fit. */
  claimedIssuerOf(certificate: Certificate, bySubject: BySubject): Certificate | undefined {
    const wanted = certificate.authorityKeyIdentifier;
    const tried = this.#verified.get(certificate.sha256);
    // Of a long bundle nothing was tried: its certificates ask for no names here.
    if (!wanted || !tried) return undefined;
    const candidates = namesakes(certificate, bySubject);
    if (candidates.some((issuer) => tried.get(issuer.sha256) !== 'invalid')) return undefined;
    return candidates.find((issuer) => issuer.subjectKeyIdentifier && sameOctets(wanted, issuer.subjectKeyIdentifier));
  }
}

function namesakes({ issuer }: Certificate, bySubject: BySubject): readonly Certificate[] {
  return bySubject.get(nameKey(issuer)) ?? [];
}

/** Those first that the certificate names by their key too. */
function inOrder({ authorityKeyIdentifier: wanted }: Certificate, candidates: readonly Certificate[]): Certificate[] {
  const isNamed = ({ subjectKeyIdentifier: own }: Certificate): boolean =>
    wanted !== undefined && own !== undefined && sameOctets(wanted, own);
  const named: Certificate[] = [];
  const others: Certificate[] = [];
  for (const candidate of candidates) (isNamed(candidate) ? named : others).push(candidate);
  return [...named, ...others];
}
