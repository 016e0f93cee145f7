import type { Host } from '../base/host.ts';
import { CertificatePool } from '../chain/certificate-pool.ts';
import { SignatureCache } from '../chain/path-building.ts';
import type { PathReport } from '../chain/path-report.ts';
import { trustAnchor } from '../chain/trust-anchor.ts';
import { validate } from '../chain/validate.ts';
import { nameKey, sameName } from '../x509/name-key.ts';
import type { OcspResponse } from '../x509/ocsp-response.ts';
import type { Certificate, CertificateList } from '../x509/types.ts';
import type { ObjectIndex } from './object-index.ts';
import { type PathQuestion, purposeOids } from './path-question.ts';

/** Answers of one certificate that are kept: as server and client, with and without revocation, from a few files. */
const keptAnswers = 12;

/** The certificates, lists and OCSP responses that an answer depends on: those that can be reached from the target by names. */
interface Material {
  readonly certificates: readonly Certificate[];
  /** Those of them that paths may end at: as they are, or where they signed themselves. */
  readonly given: readonly Certificate[];
  readonly roots: readonly Certificate[];
  readonly lists: readonly CertificateList[];
  readonly responses: readonly OcspResponse[];
}

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
  readonly #answers = new WeakMap<Certificate, Map<string, Answer>>();
  #validations = 0;
  #answered = 0;

  constructor(host: Host) {
    this.#host = host;
    this.#signatures = new SignatureCache(host.crypto);
  }

  /** How many paths were validated so far. */
  get validations(): number {
    return this.#validations;
  }

  /** Grows with every answer. */
  get answered(): number {
    return this.#answered;
  }

  async ask(question: PathQuestion, index: ObjectIndex): Promise<PathReport> {
    const material = materialOf(question, index);
    const key = keyOf(question, material);
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
    return this.#answers.get(question.certificate)?.get(keyOf(question, materialOf(question, index)))?.done;
  }

  async #validate(question: PathQuestion, material: Material, at: Date): Promise<PathReport> {
    this.#validations++;
    const { certificates, given, roots, lists, responses } = material;
    const selfSigned = await Promise.all(
      roots.map(async (one) => (await this.#signatures.verify(one, one)) === 'valid'),
    );
    const anchors = [...given, ...roots.filter((_, i) => selfSigned[i])];
    const isAnchor = new Set(anchors);
    const allowed = question.intermediates && new Set(question.intermediates.map(({ sha256 }) => sha256));
    const intermediates = certificates.filter((one) => !isAnchor.has(one) && allowed?.has(one.sha256) !== false);
    return validate(
      {
        target: question.certificate,
        pool: new CertificatePool(intermediates, anchors.map(trustAnchor)),
        at,
        profile: question.basis?.profile ?? 'rfc5280',
        purposes: purposeOids[question.purpose],
        ...(question.revocation ? { revocation: { lists, responses, required: 'none' } } : {}),
      },
      this.#signatures,
    );
  }
}

/** A self-issued CA certificate. Whether it signed itself is seen when it is needed. */
function isRoot({ subject, issuer, basicConstraints }: Certificate): boolean {
  return basicConstraints?.cA === true && sameName(subject, issuer);
}

function materialOf(question: PathQuestion, index: ObjectIndex): Material {
  const { certificate, revocation, basis } = question;
  const lists = new Set<CertificateList>();
  const certificates = new Set<Certificate>();
  const machine = new Set<Certificate>();
  const names = new Set<string>();
  const queue = [nameKey(certificate.issuer)];
  if (revocation) {
    for (const list of index.indirectLists) {
      lists.add(list);
      queue.push(nameKey(list.issuer));
    }
  }
  for (const name of queue) {
    if (names.has(name)) continue;
    names.add(name);
    const here = index.bySubject.get(name) ?? [];
    for (const issuer of here) certificates.add(issuer);
    for (const root of basis?.machineRoots(name) ?? []) {
      // The workspace's own copy has a place to show.
      const own = here.find(({ sha256 }) => sha256 === root.sha256) ?? root;
      certificates.add(own);
      machine.add(own);
    }
    for (const issuer of [...here, ...(basis?.machineRoots(name) ?? [])]) queue.push(nameKey(issuer.issuer));
    if (revocation) for (const list of index.listsByIssuer.get(name) ?? []) lists.add(list);
  }
  const asked = revocation ? [certificate, ...certificates] : [];
  const responses = new Set(asked.flatMap(({ serialNumber }) => index.responsesAbout(serialNumber)));
  return {
    ...anchorsOf([...certificates], machine, question, index),
    lists: [...lists],
    responses: [...responses],
  };
}

function anchorsOf(
  certificates: readonly Certificate[],
  machine: ReadonlySet<Certificate>,
  { basis, anchors, contextAnchors, partial }: PathQuestion,
  index: ObjectIndex,
): Omit<Material, 'lists' | 'responses'> {
  const given: Certificate[] = [];
  const roots: Certificate[] = [];
  const named = anchors && new Set(anchors.map(({ sha256 }) => sha256));
  const ofContext = new Set(contextAnchors?.map(({ sha256 }) => sha256));
  for (const one of certificates) {
    if (named) {
      if (named.has(one.sha256)) (partial === true ? given : roots).push(one);
      continue;
    }
    const source = machine.has(one)
      ? 'given'
      : (basis?.sourceOf(index.urisOf(one)) ?? (basis ? undefined : 'workspace'));
    if (source === 'given') given.push(one);
    else if (isRoot(one) && (source === 'workspace' || ofContext.has(one.sha256))) roots.push(one);
  }
  return { certificates, given, roots };
}

const identities = new WeakMap<object, number>();
let identified = 0;

/** Readers give the same object for the same text, so objects stand for their contents. */
function identityOf(object: object): number {
  let identity = identities.get(object);
  if (identity === undefined) {
    identity = ++identified;
    identities.set(object, identity);
  }
  return identity;
}

function keyOf(
  { purpose, revocation, intermediates, basis }: PathQuestion,
  { certificates, given, roots, lists, responses }: Material,
): string {
  const parts = [certificates, given, roots, lists, responses, intermediates];
  return `${basis?.profile ?? ''} ${purpose} ${revocation} ${parts.map((part) => part?.map(identityOf).join(',') ?? '-').join(' ')}`;
}
