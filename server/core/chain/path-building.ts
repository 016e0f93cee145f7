import { keyFingerprint } from '../x509/key-fingerprint.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate } from '../x509/types.ts';
import type { Spending } from './budget.ts';
import type { CertificatePool } from './certificate-pool.ts';
import { firstOfEachKey, rankedIssuers } from './issuer-ranking.ts';
import { displayDirectoryName, displayName, type PathFailure, pathFailure } from './path-failure.ts';
import { type SignatureState, signatureCost, signatureEffort, verifySignature } from './signature.ts';
import type { TrustAnchor } from './trust-anchor.ts';

/** Signatures that are set off at once; longer paths are rare. */
const aheadSteps = 4;

/** A way from the target upwards. Without an anchor it is a dead end, and `failures` say why. */
export interface CandidatePath {
  /** Target first; without the anchor's certificate. */
  readonly certificates: readonly Certificate[];
  readonly anchor: TrustAnchor | undefined;
  /** What the way itself brings: an invalid signature, an issuer that is not there. */
  readonly failures: readonly PathFailure[];
}

/** What became of verifying the signature of a certificate with the key of a fingerprint, where that was tried. */
export type KnownSignature = (signed: Certificate, fingerprint: string) => SignatureState | undefined;

/** Signatures by signed certificate and the signer's key, each verified once. */
export class SignatureCache {
  readonly #crypto: Crypto;
  readonly #known: KnownSignature;
  readonly #states = new WeakMap<Certificate, Map<string, Promise<SignatureState>>>();
  #effort = 0;

  /** `known`: what was found out elsewhere. */
  constructor(crypto: Crypto, known: KnownSignature = () => undefined) {
    this.#crypto = crypto;
    this.#known = known;
  }

  get crypto(): Crypto {
    return this.#crypto;
  }

  /** What was done with it so far, in signatures of WebCrypto. */
  get effort(): number {
    return this.#effort;
  }

  charge(effort: number): void {
    this.#effort += effort;
  }

  verify(signed: Certificate, signer: Certificate): Promise<SignatureState> {
    const byKey = this.#states.get(signed) ?? new Map<string, Promise<SignatureState>>();
    this.#states.set(signed, byKey);
    const key = keyFingerprint(signer.subjectPublicKeyInfo);
    let state = byKey.get(key);
    const known = state ? undefined : this.#known(signed, key);
    if (known) {
      state = Promise.resolve(known);
      byKey.set(key, state);
    }
    if (!state) {
      this.charge(signatureEffort(signed.signatureAlgorithm, signer.subjectPublicKeyInfo));
      state = verifySignature(
        this.#crypto,
        signed.signatureAlgorithm,
        signer.subjectPublicKeyInfo,
        signed.tbsCertificate,
        signed.signatureValue,
      );
      byKey.set(key, state);
    }
    return state;
  }
}

/**
 * Builds paths from a target to trust anchors (RFC 4158), best first and by backtracking: issuers are found by name, key
 * identifiers and dates only rank them, and a signature that does not verify ends the way. Only CAs from which an anchor
 * can be reached by names at all are tried; where there is none, the best dead end is shown.
 */
export class PathBuilder {
  readonly #pool: CertificatePool;
  readonly #counted = new Map<Certificate, Set<string>>();
  readonly #now: number;
  readonly #signatures: SignatureCache;
  readonly #spending: Spending;

  constructor(pool: CertificatePool, at: Date, signatures: SignatureCache, spending: Spending) {
    this.#pool = pool;
    this.#now = at.getTime();
    this.#signatures = signatures;
    this.#spending = spending;
  }

  async *paths(target: Certificate): AsyncGenerator<CandidatePath> {
    if (this.#pool.isHopeful(target)) this.#verifyAhead(target);
    yield* this.#pool.isHopeful(target) ? this.#extend([target], []) : this.#deadEnd(target);
  }

  /** Every way up from the last certificate of `path`, in order of promise. */
  async *#extend(path: readonly Certificate[], failures: readonly PathFailure[]): AsyncGenerator<CandidatePath> {
    const last = path.at(-1);
    if (!last) return;
    if (path.length >= this.#spending.budget.depth) {
      const failure = pathFailure('path-too-long', placeOf(path), { limit: this.#spending.budget.depth });
      yield { certificates: path, anchor: undefined, failures: [failure] };
      return;
    }
    const isSelfSigned = !this.#pool.anchorOf(last) && (await this.#signedItself(last));
    let isEnd = isSelfSigned;
    for (const issuer of this.#candidates(last)) {
      const anchor = this.#pool.anchorOf(issuer);
      if (!anchor && (!this.#pool.isHopeful(issuer) || closesLoop(path, issuer))) continue;
      if (!this.#spending.take('steps')) return;
      if (!this.#mayVerify(last, issuer)) return;
      const state = await this.#signatures.verify(last, issuer);
      if (state === 'invalid') {
        // Who signed that is known: others of the name are others.
        if (isSelfSigned) continue;
        const failure = pathFailure('signature-invalid', placeOf(path), { issuer: displayName(issuer) });
        yield { certificates: path, anchor: undefined, failures: [...failures, failure] };
        continue;
      }
      isEnd = false;
      const soFar = state === 'valid' ? failures : [...failures, unsupported(path, issuer)];
      if (anchor) yield { certificates: path, anchor, failures: soFar };
      else yield* this.#extend([...path, issuer], soFar);
      if (this.#spending.exhausted) return;
    }
    if (!isEnd) return;
    const failure = pathFailure('anchor-not-trusted', placeOf(path), {});
    yield { certificates: path, anchor: undefined, failures: [...failures, failure] };
  }

  async #signedItself(certificate: Certificate): Promise<boolean> {
    if (nameKey(certificate.issuer) !== nameKey(certificate.subject)) return false;
    if (!this.#mayVerify(certificate, certificate)) return false;
    return (await this.#signatures.verify(certificate, certificate)) === 'valid';
  }

  /** A signature counts once, on however many paths it lies. */
  #mayVerify(signed: Certificate, signer: Certificate): boolean {
    const signers = this.#counted.get(signed) ?? new Set();
    this.#counted.set(signed, signers);
    const key = keyFingerprint(signer.subjectPublicKeyInfo);
    if (signers.has(key)) return true;
    signers.add(key);
    return this.#spending.take('signatures', signatureCost(signed.signatureAlgorithm, signer.subjectPublicKeyInfo));
  }

  /** Sets off the signatures of the most promising path, so that they are verified side by side. */
  #verifyAhead(target: Certificate): void {
    let at = target;
    for (let step = 0; step < aheadSteps; step++) {
      const [issuer] = this.#candidates(at);
      if (!issuer || issuer === at) return;
      // The outcome is asked for again where it counts.
      this.#signatures.verify(at, issuer).catch(() => undefined);
      if (this.#pool.anchorOf(issuer)) return;
      at = issuer;
    }
  }

  /** No anchor can be reached: the way up as far as it goes, for the person who wonders where it ends. */
  async *#deadEnd(target: Certificate): AsyncGenerator<CandidatePath> {
    const path = [target];
    while (path.length < this.#spending.budget.depth) {
      const last = path.at(-1) ?? target;
      let first: Certificate | undefined;
      let next: Certificate | undefined;
      // Of those with the same key none verifies what another does not, and all close a loop or none does.
      for (const issuer of firstOfEachKey(this.#candidates(last))) {
        if (closesLoop(path, issuer)) continue;
        first ??= issuer;
        if (!this.#mayVerify(last, issuer)) return;
        if ((await this.#signatures.verify(last, issuer)) === 'invalid') continue;
        next = issuer;
        break;
      }
      if (next) path.push(next);
      else if (first && !(await this.#signedItself(last))) {
        const failure = pathFailure('signature-invalid', placeOf(path), { issuer: displayName(first) });
        yield { certificates: path, anchor: undefined, failures: [failure] };
        return;
      } else break;
    }
    const last = path.at(-1) ?? target;
    const failure = (await this.#signedItself(last))
      ? pathFailure('anchor-not-trusted', placeOf(path), {})
      : pathFailure('issuer-not-found', placeOf(path), { issuer: displayDirectoryName(last.issuer) });
    yield { certificates: path, anchor: undefined, failures: [failure] };
  }

  #candidates(certificate: Certificate): readonly Certificate[] {
    return rankedIssuers(this.#pool, certificate, this.#now);
  }
}

/** RFC 4158, 5.2: the same entity with the same key again makes no path better. */
function closesLoop(path: readonly Certificate[], issuer: Certificate): boolean {
  return path.some(
    (one) =>
      one === issuer ||
      (nameKey(one.subject) === nameKey(issuer.subject) &&
        keyFingerprint(one.subjectPublicKeyInfo) === keyFingerprint(issuer.subjectPublicKeyInfo)),
  );
}

function placeOf(path: readonly Certificate[]): { certificate: Certificate; index: number } {
  const index = path.length - 1;
  const certificate = path[index];
  if (!certificate) throw new Error('a path has at least its target');
  return { certificate, index };
}

function unsupported(path: readonly Certificate[], issuer: Certificate): PathFailure {
  const place = placeOf(path);
  const algorithm = place.certificate.signatureAlgorithm.name;
  return pathFailure('signature-unsupported', place, { algorithm, issuer: displayName(issuer) });
}
