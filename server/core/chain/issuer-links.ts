import { once } from '../base/once.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import { nameKey } from '../x509/name-key.ts';
import { isSelfIssued } from '../x509/roles.ts';
import type { Certificate, SubjectPublicKeyInfo } from '../x509/types.ts';
import { type KeyHolders, type Namesakes, namesakesOf } from './namesakes.ts';
import type { SignatureState } from './signature.ts';
import { SignatureWork } from './signature-work.ts';

const loadSignature = once(() => import('./signature.ts'));

/** Keys of one name that are tried for a certificate: a CA has a handful over the years. */
const keysTried = 64;

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
 * signature verified once per certificate and key. This finds issuers; it validates no path (RFC 5280, section 6).
 */
export class IssuerLinks {
  readonly #crypto: Crypto;
  /** By certificate, then by the key that was tried. */
  readonly #verified = new Map<string, Map<string, SignatureState>>();
  /** Certificates of which not every key was tried that may have signed them, and none that did was found. */
  readonly #unsearched = new Set<string>();
  #verifiedCount = 0;

  constructor(crypto: Crypto) {
    this.#crypto = crypto;
  }

  /** How many signatures were verified so far. */
  get verifiedCount(): number {
    return this.#verifiedCount;
  }

  /** Verifies `certificate` with the keys of its issuer's name, its own first, until one fits. */
  async link(certificate: Certificate, bySubject: BySubject, work = new SignatureWork()): Promise<void> {
    const tried = this.#triedFor(certificate);
    if (![...tried.values()].includes('valid')) {
      for (const { fingerprint, key } of candidateKeys(certificate, namesakesFor(certificate, bySubject))) {
        const state = tried.get(fingerprint) ?? (await this.#try(certificate, fingerprint, key, work));
        if (state === 'valid') break;
        if (state) continue;
        this.#unsearched.add(certificate.sha256);
        return;
      }
    }
    this.#unsearched.delete(certificate.sha256);
  }

  /** What became of the key with this fingerprint, where it was tried. */
  stateOf({ sha256 }: Certificate, fingerprint: string): SignatureState | undefined {
    return this.#verified.get(sha256)?.get(fingerprint);
  }

  /** Whether the key of `issuer` signed `certificate`; undefined where that is too much work. */
  async isSignedBy(certificate: Certificate, issuer: Certificate, work: SignatureWork): Promise<boolean | undefined> {
    const { subjectPublicKeyInfo: key } = issuer;
    const fingerprint = keyFingerprint(key);
    const known = this.#triedFor(certificate).get(fingerprint);
    const state = known ?? (await this.#try(certificate, fingerprint, key, work));
    return state && state === 'valid';
  }

  /** Undefined where no more may be tried. */
  async #try(
    certificate: Certificate,
    fingerprint: string,
    key: SubjectPublicKeyInfo,
    work: SignatureWork,
  ): Promise<SignatureState | undefined> {
    const { signatureEffort, verifySignature } = await loadSignature();
    const tried = this.#triedFor(certificate);
    const { signatureAlgorithm, tbsCertificate, signatureValue } = certificate;
    const effort = signatureEffort(signatureAlgorithm, key) - (tried.size === 0 ? 1 : 0);
    if (tried.size >= keysTried || !work.take(effort)) return undefined;
    const state = await verifySignature(this.#crypto, signatureAlgorithm, key, tbsCertificate, signatureValue);
    if (!tried.has(fingerprint)) this.#verifiedCount++;
    tried.set(fingerprint, state);
    return state;
  }

  /** Whether the search for an issuer ended before all keys were tried: nothing is known then. */
  isUnsearched({ sha256 }: Certificate): boolean {
    return this.#unsearched.has(sha256);
  }

  isSelfSigned(certificate: Certificate): boolean {
    if (!isSelfIssued(certificate)) return false;
    return this.#verified.get(certificate.sha256)?.get(keyFingerprint(certificate.subjectPublicKeyInfo)) === 'valid';
  }

  /** The issuers found so far, verified ones first. Candidates whose signature does not fit are left out. */
  issuersOf(certificate: Certificate, bySubject: BySubject): IssuerLink[] {
    return (['valid', 'unsupported'] as const).flatMap((signature) =>
      this.#holdersOf(certificate, bySubject, signature).flatMap((holders) =>
        holders.inOrder(certificate).map((issuer) => ({ issuer, signature })),
      ),
    );
  }

  /** Those of the issuers found so far whose key verifies the signature, at `most` so many. */
  signersOf(certificate: Certificate, bySubject: BySubject, most?: number): readonly Certificate[] {
    const [holders] = this.#holdersOf(certificate, bySubject, 'valid');
    return holders?.inOrder(certificate, most) ?? [];
  }

  /** Whether an issuer may be here whose signature nothing here can check. */
  mayHaveIssuer(certificate: Certificate, bySubject: BySubject): boolean {
    return this.#holdersOf(certificate, bySubject, 'unsupported').length > 0;
  }

  /** The keys of the issuers found so far, each with the certificates that have it. */
  keysOf(certificate: Certificate, bySubject: BySubject): readonly KeyHolders[] {
    return (['valid', 'unsupported'] as const).flatMap((state) => this.#holdersOf(certificate, bySubject, state));
  }

  /** A candidate that the certificate names by its key too, where its signature and that of all others do not fit. */
  claimedIssuerOf(certificate: Certificate, bySubject: BySubject): Certificate | undefined {
    const tried = this.#verified.get(certificate.sha256);
    // Of a long bundle nothing was tried: its certificates ask for no names here.
    if (!certificate.authorityKeyIdentifier || !tried) return undefined;
    const namesakes = namesakesFor(certificate, bySubject);
    if (namesakes.keyCount > tried.size) return undefined;
    for (const { fingerprint } of namesakes.inOrder(certificate)) {
      if (tried.get(fingerprint) !== 'invalid') return undefined;
    }
    return namesakes.claimedBy(certificate);
  }

  #triedFor({ sha256 }: Certificate): Map<string, SignatureState> {
    const tried = this.#verified.get(sha256) ?? new Map<string, SignatureState>();
    this.#verified.set(sha256, tried);
    return tried;
  }

  #holdersOf(certificate: Certificate, bySubject: BySubject, wanted: SignatureState): KeyHolders[] {
    const namesakes = namesakesFor(certificate, bySubject);
    const found: KeyHolders[] = [];
    for (const [fingerprint, state] of this.#verified.get(certificate.sha256) ?? []) {
      const holders = state === wanted ? namesakes.withKey(fingerprint) : undefined;
      if (holders) found.push(holders);
    }
    return found;
  }
}

function namesakesFor({ issuer }: Certificate, bySubject: BySubject): Namesakes {
  return namesakesOf(bySubject.get(nameKey(issuer)));
}

/** What signed itself has its own key before all others. */
function* candidateKeys(
  certificate: Certificate,
  namesakes: Namesakes,
): Iterable<{ readonly fingerprint: string; readonly key: SubjectPublicKeyInfo }> {
  const { subjectPublicKeyInfo: key } = certificate;
  const fingerprint = keyFingerprint(key);
  // A key that others have too was imported for them.
  if (isSelfIssued(certificate)) yield namesakes.withKey(fingerprint) ?? { fingerprint, key };
  yield* namesakes.inOrder(certificate);
}
