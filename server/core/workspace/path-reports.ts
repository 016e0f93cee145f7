import { nextTurn } from '../base/event-loop.ts';
import type { Host } from '../base/host.ts';
import { CertificatePool } from '../chain/certificate-pool.ts';
import { IssuerLinks } from '../chain/issuer-links.ts';
import { SignatureCache } from '../chain/path-building.ts';
import type { PathReport } from '../chain/path-report.ts';
import { SignatureWork } from '../chain/signature-work.ts';
import { trustAnchor } from '../chain/trust-anchor.ts';
import { validate } from '../chain/validate.ts';
import type { Certificate } from '../x509/types.ts';
import type { ObjectIndex } from './object-index.ts';
import { keyOf, type MadePool, type Material, PathMaterials } from './path-material.ts';
import { type PathQuestion, purposeOids } from './path-question.ts';

/** Answers of one certificate that are kept: as server and client, with and without revocation, from a few files. */
const keptAnswers = 12;

/** What a set of questions may cost, as `SignatureCache` counts it: some hundred ordinary paths, or 100 ms. */
const effortOfQuestions = 2_000;
/** Questions that are asked between two looks at what they cost. */
const askedAtOnce = 4;
/** Questions between two turns of others. */
const askedInTurn = 5 * askedAtOnce;

interface Answer {
  readonly minute: number;
  readonly report: Promise<PathReport>;
  done?: PathReport;
}

/**
 * Path validation (RFC 5280, section 6) for certificates of the workspace. An answer is kept as long as the certificates
 * and lists it depends on stay, for the minute of the clock it was given in: a change elsewhere validates nothing again.
 */
export class PathReports {
  readonly #host: Host;
  readonly #signatures: SignatureCache;
  readonly #links: IssuerLinks;
  readonly #materials = new PathMaterials();
  readonly #answers = new WeakMap<Certificate, Map<string, Answer>>();
  #validations = 0;
  #answered = 0;

  /** `links` knows which certificates signed themselves. */
  constructor(host: Host, links = new IssuerLinks(host.crypto)) {
    this.#host = host;
    this.#links = links;
    this.#signatures = new SignatureCache(host.crypto, (signed, key) => links.stateOf(signed, key));
  }

  /** How many paths were validated so far. */
  get validations(): number {
    return this.#validations;
  }

  /** Grows with every answer. */
  get answered(): number {
    return this.#answered;
  }

  /** As `ask`, as many as can be for what they cost together: those after them stay without an answer. */
  async askAll(questions: readonly PathQuestion[], index: ObjectIndex): Promise<void> {
    let left = effortOfQuestions;
    for (let at = 0; at < questions.length && left > 0; at += askedAtOnce) {
      if (at > 0 && at % askedInTurn === 0) await nextTurn();
      const before = this.#signatures.effort;
      await Promise.all(questions.slice(at, at + askedAtOnce).map((question) => this.ask(question, index)));
      left -= this.#signatures.effort - before;
    }
  }

  /** What was done for answers so far, as `SignatureCache` counts it. */
  get effort(): number {
    return this.#signatures.effort;
  }

  async ask(question: PathQuestion, index: ObjectIndex): Promise<PathReport> {
    const material = this.#materials.of(question, index);
    const key = keyOfAnswer(question, material);
    const now = this.#host.now();
    const minute = Math.floor(now.getTime() / 60_000);
    const answers = this.#answers.get(question.certificate) ?? new Map<string, Answer>();
    this.#answers.set(question.certificate, answers);
    const known = answers.get(key);
    if (known?.minute === minute) return known.report;
    const report = this.#validate(question, material, now);
    const answer: Answer = { minute, report, ...(known?.done ? { done: known.done } : {}) };
    answers.delete(key);
    answers.set(key, answer);
    for (const oldest of answers.keys()) {
      if (answers.size <= keptAnswers) break;
      answers.delete(oldest);
    }
    try {
      answer.done = await report;
      this.#answered++;
    } catch (bug) {
      if (answers.get(key) === answer) answers.delete(key);
      throw bug;
    }
    return report;
  }

  /** The answer to a question that was asked since what it depends on changed last. */
  get(question: PathQuestion, index: ObjectIndex): PathReport | undefined {
    // Nearly every certificate of a long document was never asked about.
    const answers = this.#answers.get(question.certificate);
    return answers?.get(keyOfAnswer(question, this.#materials.of(question, index)))?.done;
  }

  async #validate(question: PathQuestion, material: Material, at: Date): Promise<PathReport> {
    this.#validations++;
    const { lists, responses, shared } = material;
    const { intermediates } = question;
    const known = intermediates ? undefined : shared?.pool;
    const made = known ?? this.#pool(material, intermediates);
    if (shared && !intermediates) shared.pool = made;
    const { pool, isCut } = await made;
    return validate(
      {
        target: question.certificate,
        pool,
        ...(isCut ? { unverifiedAnchors: true } : {}),
        at,
        profile: question.basis?.profile ?? 'rfc5280',
        purposes: purposeOids[question.purpose],
        ...(question.revocation ? { revocation: { lists, responses, required: 'none' } } : {}),
      },
      this.#signatures,
    );
  }

  async #pool({ certificates, given, roots }: Material, only?: readonly Certificate[]): Promise<MadePool> {
    const work = new SignatureWork();
    const selfSigned = await Promise.all(roots.map((one) => this.#links.isSignedBy(one, one, work)));
    const anchors = [...given, ...roots.filter((_, i) => selfSigned[i])];
    const isAnchor = new Set(anchors);
    const allowed = only && new Set(only.map(({ sha256 }) => sha256));
    const intermediates = certificates.filter((one) => !isAnchor.has(one) && allowed?.has(one.sha256) !== false);
    this.#signatures.charge(work.spent + certificates.length / certificatesOfPool);
    return {
      pool: new CertificatePool(intermediates, anchors.map(trustAnchor)),
      isCut: selfSigned.includes(undefined),
    };
  }
}

/** Certificates that are put into a pool in the time of a signature. */
const certificatesOfPool = 20;

function keyOfAnswer({ purpose, revocation, intermediates, basis }: PathQuestion, { key }: Material): string {
  const between = intermediates ? keyOf([intermediates]) : '-';
  return `${basis?.profile ?? ''} ${purpose} ${revocation} ${key} ${between}`;
}
