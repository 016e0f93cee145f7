import type { Host } from '../base/host.ts';
import { matchesReference, readReferenceIdentifier } from '../chain/host-name.ts';
import type { IssuerLinks } from '../chain/issuer-links.ts';
import type {
  HeldCertificate,
  LocatedObject,
  ReferenceTarget,
  RevokedCertificate,
  ServedChain,
} from '../lint/facts.ts';
import type { Certificate } from '../x509/types.ts';
import type { ObjectIndex } from './object-index.ts';
import type { PathQuestion } from './path-question.ts';
import { PathReports } from './path-reports.ts';

/** Certificates of one file that are looked at as a chain: a bundle of roots is none. */
const longestChain = 64;

/** What the workspace knows of certification paths. Loaded on demand. */
export class CertificationPaths {
  readonly reports: PathReports;
  readonly #links: IssuerLinks;

  constructor(host: Host, links: IssuerLinks) {
    this.reports = new PathReports(host);
    this.#links = links;
  }

  /** Validates what `servedChain` speaks of. */
  async judge(target: ReferenceTarget, index: ObjectIndex): Promise<void> {
    const held = heldIn(target);
    const leaf = leafOf(held);
    if (!leaf) return;
    await Promise.all(Object.values(questionsOf(leaf, held)).map((question) => this.reports.ask(question, index)));
  }

  servedChain(target: ReferenceTarget, index: ObjectIndex): ServedChain | undefined {
    const held = heldIn(target);
    const leaf = leafOf(held);
    if (!leaf || target.state !== 'found') return undefined;
    const { distinct, duplicates } = withoutDuplicates(held);
    const chain = this.#chainIn(leaf, distinct, index);
    const roots = chain.filter((one) => one !== leaf && this.#isRoot(one.certificate, index));
    const ordered = chain.filter((one) => !roots.includes(one));
    const written = distinct.filter((one) => ordered.includes(one));
    const questions = questionsOf(leaf, held);
    const own = this.reports.get(questions.own, index);
    const whole = this.reports.get(questions.whole, index);
    const validates = own?.verdict === 'trusted';
    return {
      uri: target.uri,
      leaf,
      written,
      ordered,
      isInOrder: written[0] === leaf && written.every((one, i) => i === 0 || this.#issuedOneOf(one, written, i, index)),
      roots,
      duplicates,
      unrelated: distinct.filter((one) => !chain.includes(one)),
      validates,
      missing: !validates && whole?.verdict === 'trusted' ? missingFrom(held, whole.path.certificates, index) : [],
      revoked: this.#revokedOf(questions.status, index),
    };
  }

  isFor(certificate: Certificate, name: string): boolean | undefined {
    const reference = readReferenceIdentifier(name);
    return reference && matchesReference(certificate, reference);
  }

  /** The leaf and everything in its file that leads upwards from it. */
  #chainIn(leaf: HeldCertificate, held: readonly HeldCertificate[], index: ObjectIndex): HeldCertificate[] {
    const byHash = new Map(held.map((one) => [one.certificate.sha256, one]));
    const chain = [leaf];
    for (const { certificate } of chain) {
      // What cannot be verified here is not called unrelated.
      for (const { issuer } of this.#links.issuersOf(certificate, index.bySubject)) {
        const one = byHash.get(issuer.sha256);
        if (one && !chain.includes(one)) chain.push(one);
      }
    }
    return chain;
  }

  #issuedOneOf(
    { certificate }: HeldCertificate,
    written: readonly HeldCertificate[],
    before: number,
    index: ObjectIndex,
  ): boolean {
    return written
      .slice(0, before)
      .some((below) =>
        this.#links
          .issuersOf(below.certificate, index.bySubject)
          .some(({ issuer }) => issuer.sha256 === certificate.sha256),
      );
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
    const list = source.kind === 'list' ? index.placeOfList(source.list) : undefined;
    return { certificate: failure?.certificate ?? question.certificate, date, reasonCode, list };
  }
}

function heldIn(target: ReferenceTarget): HeldCertificate[] {
  if (target.state !== 'found') return [];
  return target.objects
    .flatMap((object) =>
      object.value?.kind === 'certificate' && object.block ? [{ object, certificate: object.value }] : [],
    )
    .slice(0, longestChain);
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
): { readonly own: PathQuestion; readonly whole: PathQuestion; readonly status: PathQuestion } {
  const question = { certificate, purpose: 'any', revocation: false } as const;
  return {
    own: { ...question, intermediates: held.map((one) => one.certificate) },
    whole: question,
    status: { ...question, revocation: true },
  };
}

function missingFrom(
  held: readonly HeldCertificate[],
  path: readonly Certificate[],
  index: ObjectIndex,
): LocatedObject[] {
  const own = new Set(held.map(({ certificate }) => certificate.sha256));
  return path
    .slice(1, -1)
    .filter(({ sha256 }) => !own.has(sha256))
    .flatMap((certificate) => index.placeOf(certificate) ?? []);
}
