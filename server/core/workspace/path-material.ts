import type { CertificatePool } from '../chain/certificate-pool.ts';
import { nameKey, sameName } from '../x509/name-key.ts';
import type { OcspResponse } from '../x509/ocsp-response.ts';
import type { Certificate, CertificateList } from '../x509/types.ts';
import type { ObjectIndex } from './object-index.ts';
import type { Topic } from './object-store.ts';
import type { PathQuestion } from './path-question.ts';
import type { TrustBasis } from './trust-basis.ts';

/** The certificates and lists that can be reached from a name by names. */
interface Reachable {
  readonly certificates: readonly Certificate[];
  /** Those of them that the machine trusts. */
  readonly machine: ReadonlySet<Certificate>;
  readonly lists: readonly CertificateList[];
  /** OCSP responses about any of the certificates. */
  readonly responses: readonly OcspResponse[];
}

/** Those of the certificates that paths may end at: as they are, or where they signed themselves. */
interface Ends {
  readonly given: readonly Certificate[];
  readonly roots: readonly Certificate[];
}

/** A pool, and whether all that might have been an anchor was looked at. */
export interface MadePool {
  readonly pool: CertificatePool;
  readonly isCut: boolean;
}

/** What answers have in common whose certificates name one issuer. */
interface Shared extends Reachable, Ends {
  /** The name of the issuer, and all from which the same can be reached. */
  readonly names: Iterable<string>;
  readonly topics: ReadonlySet<Topic>;
  readonly key: string;
  pool?: Promise<MadePool>;
}

/** The certificates, lists and OCSP responses that an answer depends on. */
export interface Material extends Reachable, Ends {
  /** Equal for equal material. */
  readonly key: string;
  /** Where nothing of the question decides who may lie between and who is an anchor: for all that name one issuer. */
  readonly shared: { pool?: Promise<MadePool> } | undefined;
}

/** Finds material: for the thousand certificates of one issuer once, until a document is put or taken away. */
export class PathMaterials {
  #version = -1;
  #shared = new Map<TrustBasis | undefined, Map<string, Shared>>();

  of(question: PathQuestion, index: ObjectIndex): Material {
    if (this.#version !== index.version) {
      this.#version = index.version;
      this.#shared = new Map();
    }
    const { basis, certificate, revocation, anchors, contextAnchors } = question;
    const known = this.#shared.get(basis) ?? new Map<string, Shared>();
    this.#shared.set(basis, known);
    let shared = known.get(`${revocation} ${nameKey(certificate.issuer)}`);
    if (!shared) {
      shared = share(question, index);
      for (const name of shared.names) known.set(`${revocation} ${name}`, shared);
    }
    index.noteAll(shared.topics);
    const responses = withOwn(certificate, shared.responses, revocation, index);
    const { certificates, machine, lists } = shared;
    const isPlain = anchors === undefined && contextAnchors === undefined;
    const ends = isPlain ? shared : endsOf(certificates, machine, question, index);
    const { given, roots } = ends;
    const own = isPlain ? shared.key : keyOf([certificates, given, roots, lists].map(inOneOrder));
    const key = responses.length > 0 ? `${own} ${keyOf([responses])}` : own;
    return { certificates, machine, lists, responses, given, roots, key, shared: isPlain ? shared : undefined };
  }
}

function share(question: PathQuestion, index: ObjectIndex): Shared {
  const topics = new Set<Topic>();
  const noting = index.notingIn(topics);
  const { names, ...reachable } = reachableFrom(question, noting);
  const { certificates, machine, lists } = reachable;
  const { basis } = question;
  const plain = basis ? { basis } : {};
  const ends = endsOf(certificates, machine, plain, noting);
  // Whichever of the names was asked for first, the answers are the same.
  const key = keyOf([certificates, ends.given, ends.roots, lists].map(inOneOrder));
  return { names, ...reachable, ...ends, topics, key };
}

function reachableFrom(
  { certificate, revocation, basis }: PathQuestion,
  index: ObjectIndex,
): Reachable & Pick<Shared, 'names'> {
  const lists = new Set<CertificateList>();
  const certificates = new Set<Certificate>();
  const machine = new Set<Certificate>();
  const names = new Set<string>();
  const issued = new Map<string, Set<string>>();
  const start = nameKey(certificate.issuer);
  const queue = [start];
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
    const trusted = basis?.machineRoots(name) ?? [];
    for (const root of trusted) {
      // The workspace's own copy has a place to show.
      const own = here.find(({ sha256 }) => sha256 === root.sha256) ?? root;
      certificates.add(own);
      machine.add(own);
    }
    for (const one of [...here, ...trusted]) {
      const issuer = nameKey(one.issuer);
      const named = issued.get(issuer);
      if (named) named.add(name);
      else issued.set(issuer, new Set([name]));
      queue.push(issuer);
    }
    if (revocation) for (const list of index.listsByIssuer.get(name) ?? []) lists.add(list);
  }
  const responses = new Set<OcspResponse>();
  if (revocation) {
    for (const { serialNumber } of certificates) {
      for (const response of index.responsesAbout(serialNumber)) responses.add(response);
    }
  }
  return {
    names: leadingBack(start, issued),
    certificates: [...certificates],
    machine,
    lists: [...lists],
    responses: [...responses],
  };
}

/** A name and, of those that it leads to, the names that lead back to it: CAs in a ring have everything in common. */
function leadingBack(start: string, issued: ReadonlyMap<string, Iterable<string>>): ReadonlySet<string> {
  const names = new Set([start]);
  for (const name of names) for (const one of issued.get(name) ?? []) names.add(one);
  return names;
}

/** With the responses about the certificate itself. */
function withOwn(
  { serialNumber }: Certificate,
  others: readonly OcspResponse[],
  revocation: boolean,
  index: ObjectIndex,
): readonly OcspResponse[] {
  const own = revocation ? index.responsesAbout(serialNumber) : [];
  return own.length === 0 ? others : [...new Set([...own, ...others])];
}

function endsOf(
  certificates: readonly Certificate[],
  machine: ReadonlySet<Certificate>,
  { basis, anchors, contextAnchors, partial }: Partial<PathQuestion>,
  index: ObjectIndex,
): Ends {
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
  return { given, roots };
}

/** A self-issued CA certificate. Whether it signed itself is seen when it is needed. */
function isRoot({ subject, issuer, basicConstraints }: Certificate): boolean {
  return basicConstraints?.cA === true && sameName(subject, issuer);
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

function inOneOrder(objects: readonly object[]): readonly object[] {
  return [...objects].sort((a, b) => identityOf(a) - identityOf(b));
}

/** Equal for the same objects in the same order. */
export function keyOf(parts: readonly (readonly object[])[]): string {
  return parts.map((part) => part.map(identityOf).join(',')).join(' ');
}
