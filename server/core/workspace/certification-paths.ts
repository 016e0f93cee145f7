import type { Host } from '../base/host.ts';
import { limits } from '../base/limits.ts';
import { matchesReference, readReferenceIdentifier } from '../chain/host-name.ts';
import type { IssuerLinks } from '../chain/issuer-links.ts';
import type { PathFailure } from '../chain/path-failure.ts';
import type { PathReport } from '../chain/path-report.ts';
import type {
  HeldCertificate,
  MissingCertificate,
  ReferenceTarget,
  RevokedCertificate,
  ServedChain,
} from '../lint/facts.ts';
import type { Certificate } from '../x509/types.ts';
import { type CountedAnchors, countAnchors } from './counted-anchors.ts';
import type { ObjectIndex } from './object-index.ts';
import type { PathQuestion } from './path-question.ts';
import { PathReports } from './path-reports.ts';
import type { TrustBasis } from './trust-basis.ts';

/** Certificates of one file that are looked at as a chain: a bundle of roots is none. */
const longestChain = 64;

/** Files whose certificates are judged between two looks at what that costs, and what it nearly always costs for one. */
const judgedAtOnce = 4;
const effortOfFile = 20;

/** Files with the same leaf that are looked at for a whole chain. */
const comparedFiles = 5;

/** A reference that leads to a file. */
export type FoundTarget = Extract<ReferenceTarget, { readonly state: 'found' }>;

interface Chains {
  readonly index: ObjectIndex | undefined;
  readonly basis: TrustBasis | undefined;
  readonly version: number;
  readonly answered: number;
  readonly byUri: Map<string, ServedChain>;
}

/** What the workspace knows of certification paths. Loaded on demand. */
export class CertificationPaths {
  readonly reports: PathReports;
  readonly #links: IssuerLinks;
  #chains: Chains = { index: undefined, basis: undefined, version: 0, answered: 0, byUri: new Map() };

  constructor(host: Host, links: IssuerLinks) {
    this.reports = new PathReports(host, links);
    this.#links = links;
  }

  /**
   * Validates what `servedChain` speaks of, as many of the files as can be for what they cost together. Returns those
   * that were left out.
   */
  async judgeAll(
    targets: readonly FoundTarget[],
    index: ObjectIndex,
    basis: TrustBasis | undefined,
  ): Promise<readonly string[]> {
    let left: number = limits.furtherEffortOfFiles;
    let at = 0;
    for (; at < targets.length && left > 0; at += judgedAtOnce) {
      const piece = targets.slice(at, at + judgedAtOnce);
      const before = this.reports.effort;
      await Promise.all(piece.map((target) => this.#judge(target, index, basis)));
      left -= Math.max(0, this.reports.effort - before - piece.length * effortOfFile);
    }
    return targets.slice(at).flatMap((target) => (this.#isUnknown(target, index, basis) ? [target.uri] : []));
  }

  #isUnknown(target: FoundTarget, index: ObjectIndex, basis: TrustBasis | undefined): boolean {
    const held = heldIn(target);
    const leaf = leafOf(held);
    return leaf !== undefined && this.reports.get(questionsOf(leaf, held, basis).status, index) === undefined;
  }

  async #judge(target: FoundTarget, index: ObjectIndex, basis: TrustBasis | undefined): Promise<void> {
    const held = heldIn(target);
    const leaf = leafOf(held);
    if (!leaf) return;
    await this.#judgeFile(leaf, held, index, basis);
    if (this.#completenessOf(leaf, held, index, basis).missing.length === 0) return;
    for (const uri of otherFiles(leaf, target.uri, index)) {
      const others = heldIn(index.fileOf(uri));
      const first = leafOf(others);
      if (first) await this.#judgeFile(first, others, index, basis);
    }
  }

  async #judgeFile(
    leaf: HeldCertificate,
    held: readonly HeldCertificate[],
    index: ObjectIndex,
    basis: TrustBasis | undefined,
  ): Promise<void> {
    const { own, whole, status } = questionsOf(leaf, held, basis);
    const [report] = await Promise.all([whole, own, status].map((question) => this.reports.ask(question, index)));
    const top = highest(report);
    if (top)
      await Promise.all(Object.values(partly(top, own, whole)).map((question) => this.reports.ask(question, index)));
  }

  /**
   * Many rules ask the same: an answer is kept until something is validated or the objects change, and for each index
   * apart, which notes what was asked of it.
   */
  servedChain(target: ReferenceTarget, index: ObjectIndex, basis: TrustBasis | undefined): ServedChain | undefined {
    if (target.state !== 'found') return undefined;
    const { answered } = this.reports;
    const { version } = index;
    const kept = this.#chains;
    if (kept.index !== index || kept.basis !== basis || kept.version !== version || kept.answered !== answered) {
      this.#chains = { index, basis, version, answered, byUri: new Map() };
    }
    const { byUri } = this.#chains;
    const known = byUri.get(target.uri);
    if (known) return known;
    const held = heldIn(target);
    const leaf = leafOf(held);
    if (!leaf) return undefined;
    const chain = this.#judged(target.uri, leaf, held, index, basis);
    byUri.set(target.uri, chain);
    return chain;
  }

  #judged(
    uri: string,
    leaf: HeldCertificate,
    held: readonly HeldCertificate[],
    index: ObjectIndex,
    basis: TrustBasis | undefined,
  ): ServedChain {
    const { distinct, duplicates } = withoutDuplicates(held);
    const above = new Map(distinct.map((one) => [one, this.#above(one.certificate, index)]));
    const isAbove = (one: HeldCertificate, other: HeldCertificate): boolean =>
      above.get(other)?.has(one.certificate.sha256) === true;
    const isOfChain = (one: HeldCertificate): boolean => one === leaf || isAbove(one, leaf);
    const issuers = distinct.filter((one) => one !== leaf && isOfChain(one));
    const unrelated = distinct.filter((one) => !isOfChain(one));
    // Whoever is above another has fewer above itself; CAs that certify each other have the same.
    const height = (one: HeldCertificate): number => -(above.get(one)?.size ?? 0);
    const ordered = [leaf, ...[...issuers].sort((a, b) => height(a) - height(b)), ...unrelated];
    const { validates, missing } = this.#completenessOf(leaf, held, index, basis);
    return {
      uri,
      leaf,
      written: distinct,
      ordered,
      isInOrder:
        distinct[0] === leaf &&
        issuers.every((one, i) => issuers.slice(0, i).every((other) => !isAbove(other, one) || isAbove(one, other))),
      roots: issuers.filter(({ certificate }) => this.#isRoot(certificate, index)),
      duplicates,
      // Where not every key was tried nothing is known of them.
      unrelated: distinct.some(({ certificate }) => this.#links.isUnsearched(certificate)) ? [] : unrelated,
      validates,
      missing,
      complete:
        missing.length === 0
          ? []
          : otherFiles(leaf, uri, index).filter((other) => this.#isWhole(leaf, other, index, basis)),
      report: this.reports.get(questionsOf(leaf, held, basis).status, index),
      revoked: this.#revokedOf(questionsOf(leaf, held, basis).status, index),
    };
  }

  #completenessOf(
    leaf: HeldCertificate,
    held: readonly HeldCertificate[],
    index: ObjectIndex,
    basis: TrustBasis | undefined,
  ): Pick<ServedChain, 'validates' | 'missing'> {
    const { own, whole } = questionsOf(leaf, held, basis);
    const report = this.reports.get(whole, index);
    const top = highest(report);
    const asked = top ? partly(top, own, whole) : { own, whole };
    const path = this.reports.get(asked.whole, index);
    if (path?.verdict !== 'trusted') return { validates: false, missing: [] };
    // The trust anchor need not be sent; an intermediate that stands in for it must be.
    const standIn = top && !this.#isRoot(top, index) ? top : undefined;
    const sent = standIn ? path.path.certificates : path.path.certificates.slice(0, -1);
    const hasTop = !standIn || held.some(({ certificate }) => certificate.sha256 === standIn.sha256);
    const validates = hasTop && this.reports.get(asked.own, index)?.verdict === 'trusted';
    return { validates, missing: validates ? [] : missingFrom(held, sent, index) };
  }

  #isWhole(leaf: HeldCertificate, uri: string, index: ObjectIndex, basis: TrustBasis | undefined): boolean {
    const held = heldIn(index.fileOf(uri));
    const [first] = held;
    return (
      first?.certificate.sha256 === leaf.certificate.sha256 && this.#completenessOf(first, held, index, basis).validates
    );
  }

  countAnchors(question: Parameters<typeof countAnchors>[0], index: ObjectIndex): CountedAnchors {
    return countAnchors(question, index);
  }

  isFor(certificate: Certificate, name: string): boolean | undefined {
    const reference = readReferenceIdentifier(name);
    return reference && matchesReference(certificate, reference);
  }

  /** Every certificate of the workspace above one. What cannot be verified here is not called unrelated. */
  #above(certificate: Certificate, index: ObjectIndex): ReadonlySet<string> {
    const above = new Set<string>();
    const queue = [certificate];
    for (const one of queue) {
      for (const { issuer } of this.#links.issuersOf(one, index.bySubject)) {
        if (issuer.sha256 === one.sha256 || above.has(issuer.sha256) || above.size >= longestChain) continue;
        above.add(issuer.sha256);
        queue.push(issuer);
      }
    }
    return above;
  }

  #isRoot(certificate: Certificate, index: ObjectIndex): boolean {
    return this.#links
      .issuersOf(certificate, index.bySubject)
      .some(({ issuer, signature }) => issuer.sha256 === certificate.sha256 && signature === 'valid');
  }

  #revokedOf(question: PathQuestion, index: ObjectIndex): RevokedCertificate | undefined {
    const report = this.reports.get(question, index);
    const failure = report?.failures.find(({ code }) => code === 'revoked');
    const status = failure && report?.path.revocation[failure.index];
    if (status?.state !== 'revoked') return undefined;
    const { date, reasonCode, source } = status;
    return {
      certificate: failure?.certificate ?? question.certificate,
      date,
      reasonCode,
      kind: source.kind,
      place: index.placeOfSource(source),
    };
  }
}

function heldIn(target: ReferenceTarget): HeldCertificate[] {
  const held: HeldCertificate[] = [];
  for (const object of target.state === 'found' ? target.objects : []) {
    if (object.value?.kind === 'certificate' && object.block) held.push({ object, certificate: object.value });
    if (held.length === longestChain) break;
  }
  return held;
}

/** The first; where a CA stands before what it issued, the first that is no CA. */
function leafOf(held: readonly HeldCertificate[]): HeldCertificate | undefined {
  const isCa = ({ certificate }: HeldCertificate): boolean => certificate.basicConstraints?.cA === true;
  const [first] = held;
  return first && isCa(first) ? (held.find((one) => !isCa(one)) ?? first) : first;
}

function withoutDuplicates(held: readonly HeldCertificate[]): {
  readonly distinct: readonly HeldCertificate[];
  readonly duplicates: readonly HeldCertificate[];
} {
  const seen = new Set<string>();
  const distinct: HeldCertificate[] = [];
  const duplicates: HeldCertificate[] = [];
  for (const one of held) {
    const { sha256 } = one.certificate;
    (seen.has(sha256) ? duplicates : distinct).push(one);
    seen.add(sha256);
  }
  return { distinct, duplicates };
}

/** Purposes and names have rules of their own, so that a chain is judged as a chain. */
function questionsOf(
  { certificate }: HeldCertificate,
  held: readonly HeldCertificate[],
  basis: TrustBasis | undefined,
): { readonly own: PathQuestion; readonly whole: PathQuestion; readonly status: PathQuestion } {
  const question = { certificate, purpose: 'any', revocation: false, ...(basis ? { basis } : {}) } as const;
  return {
    own: { ...question, intermediates: held.map((one) => one.certificate) },
    whole: question,
    status: { ...question, revocation: true },
  };
}

/**
 * The end of a path that is right as far as the workspace goes, and ends for want of an issuer, or with a root that the
 * settings do not count.
 */
function highest(report: PathReport | undefined): Certificate | undefined {
  if (!report || report.path.anchor || report.path.certificates.length < 2) return undefined;
  const isOfAnchor = ({ code }: PathFailure): boolean => code === 'issuer-not-found' || code === 'anchor-not-trusted';
  return report.failures.every(isOfAnchor) ? report.path.certificates.at(-1) : undefined;
}

function partly(
  top: Certificate,
  own: PathQuestion,
  whole: PathQuestion,
): { readonly own: PathQuestion; readonly whole: PathQuestion } {
  const anchors = { anchors: [top], partial: true };
  return { own: { ...own, ...anchors }, whole: { ...whole, ...anchors } };
}

function otherFiles({ certificate }: HeldCertificate, uri: string, index: ObjectIndex): string[] {
  return [...index.urisOf(certificate)].filter((other) => other !== uri).slice(0, comparedFiles);
}

function missingFrom(
  held: readonly HeldCertificate[],
  path: readonly Certificate[],
  index: ObjectIndex,
): MissingCertificate[] {
  const own = new Map(held.map((one) => [one.certificate.sha256, one]));
  const missing: MissingCertificate[] = [];
  let behind: HeldCertificate | undefined;
  for (const certificate of path) {
    const here = own.get(certificate.sha256);
    const place = index.placeOf(certificate);
    if (here) behind = here;
    else if (behind && place) missing.push({ ...place, behind });
  }
  return missing;
}
