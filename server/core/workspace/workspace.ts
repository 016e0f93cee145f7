import { nextTurn } from '../base/event-loop.ts';
import type { Files, Host } from '../base/host.ts';
import { limits } from '../base/limits.ts';
import type { Steps } from '../base/steps.ts';
import { type Chain, chainOf } from '../chain/chain.ts';
import { IssuerLinks } from '../chain/issuer-links.ts';
import type { PathReport } from '../chain/path-report.ts';
import type { RevocationSource } from '../chain/revocation/revocation-status.ts';
import type { SignatureState } from '../chain/signature.ts';
import type { FollowedText } from '../config/followed.ts';
import type { ConfigWhole } from '../config/language.ts';
import type {
  FileAccess,
  GitStatus,
  ListSigner,
  LocatedContext,
  LocatedList,
  LocatedObject,
  ReferenceTarget,
  ServedChain,
  TrustAnchorCandidate,
  WorkspaceFacts,
} from '../lint/facts.ts';
import { certificateReferences, type FileReference, fileReferences, type TlsContext } from '../tls/context.ts';
import { isListOf } from '../x509/list-issuer.ts';
import type { Name } from '../x509/name.ts';
import { nameKey } from '../x509/name-key.ts';
import { isSelfIssued } from '../x509/roles.ts';
import type {
  Certificate,
  CertificateList,
  CertificationRequest,
  PkiObject,
  PkiReading,
  SubjectPublicKeyInfo,
} from '../x509/types.ts';
import type { CertificationPaths, FoundTarget } from './certification-paths.ts';
import { Changes, type Interest } from './changes.ts';
import type { CountedAnchors } from './counted-anchors.ts';
import { findIssued, linkAll } from './issuer-search.ts';
import type { KeyFile } from './key-file.ts';
import { KnownDocuments } from './known-documents.ts';
import { KnownServers } from './known-servers.ts';
import { MachineRoots } from './machine-roots.ts';
import { ObjectIndex } from './object-index.ts';
import { type LocatedCertificate, ObjectStore } from './object-store.ts';
import type { PathQuestion } from './path-question.ts';
import { absolute, baseName, folderOf, isAbsolute, isInside, join, relativePath } from './paths.ts';
import { isPkiName } from './pki-file.ts';
import type { PublicCas } from './public-cas.ts';
import type { Reading } from './reading.ts';
import { type Loaded, ReferenceLoading } from './reference-loading.ts';
import { ReferencePaths } from './reference-paths.ts';
import { remembered } from './remembered-files.ts';
import type { SignedObjects } from './signed-objects.ts';
import { TrustAnchorCandidates, wantsTrustAnchors } from './trust-anchor-candidates.ts';
import { TrustBases } from './trust-bases.ts';
import type { TrustBasis, TrustSettings } from './trust-basis.ts';
import { Wholes } from './whole.ts';

/** Of which certificates of a document the issuers are looked for. */
type Linked = 'all' | 'self-issued';

/** What an answer depends on, and the revision it was given at. */
export interface Observation {
  readonly interests: readonly Interest[];
  readonly revision: number;
}

/** Answers about one document that hold as long as a question about it is answered. */
interface Answers {
  readonly fromUri: string;
  readonly targets: Map<string, ReferenceTarget>;
  readonly trustAnchors: Map<TlsContext['role'], readonly TrustAnchorCandidate[]>;
}

/** One that is being answered, or whose answer waits for its next turn. */
interface Question {
  /** What it asked for. */
  readonly observed: Set<Interest>;
  readonly objects: ObjectIndex;
  /** What was answered for it: thousands of contexts ask the same. */
  readonly answers: Answers;
  /** What counts as trust anchor for the document that is asked about. */
  readonly basis: TrustBasis;
  /** Of its beginning: whatever changes while it is answered makes the answer stale. */
  readonly revision: number;
}

/** What was fetched for a version of a text that is followed. */
interface Fetched extends Observation {
  readonly loaded: Loaded;
  readonly certificates: readonly FileReference[];
  /** Of a configuration of several files. */
  readonly isPart: boolean;
  /** Files whose certificates were left out. */
  readonly unjudged: ReadonlySet<string>;
}

/**
 * Milliseconds of work on one answer between two turns of others; in a configuration, whose rules are asked about all of
 * it, a step may take longer than a piece.
 */
const pieceMilliseconds = { objects: 20, configuration: 10 };

/** Milliseconds of comparing keys that come before an answer: all keys of a workspace that has few. */
const comparedAtOnce = 20;
/** Milliseconds that the comparing of further ones stands back for one request: none waits for it. */
const patienceOfComparing = 2_000;

/**
 * The trust index: every PKI object of the workspace, who signed whom, and where references lead. Kept current by
 * `open`, `close` and `filesChanged`; `prepare` fetches what one document needs, after which all questions are
 * answered at once.
 */
export class Workspace implements WorkspaceFacts {
  readonly #host: Host;
  readonly #links: IssuerLinks;
  readonly #changes = new Changes();
  readonly #store = new ObjectStore();
  readonly #references: ReferencePaths;
  readonly #loading: ReferenceLoading;
  readonly #documents: KnownDocuments;
  readonly #wholes: Wholes;
  readonly #servers = new KnownServers();
  /** Of the documents that hold a private key. */
  readonly #keyFiles = new Map<string, KeyFile>();
  /** What git's files said so far: the same ones hold for every key below them. */
  #gitFiles: Files;
  readonly #prepared = new Map<string, Reading>();
  /** The open documents as they were read last, and every reading of one. */
  readonly #open = new Map<string, Reading>();
  readonly #ofOpen = new WeakSet<Reading>();
  readonly #allObjects = new ObjectIndex(this.#store);
  readonly #unjudged = new WeakMap<Reading, ReadonlySet<string>>();
  readonly #preparations = new WeakMap<Reading, Observation & { readonly linked: Linked }>();
  readonly #preparedAlone = new WeakMap<PkiObject, Observation>();
  readonly #fetched = new WeakMap<FollowedText, Fetched>();
  readonly #observations = new WeakMap<Reading, Observation>();
  /** What was answered on the way, for the next version of a text that is followed. */
  readonly #answers = new WeakMap<Observation, Answers>();
  readonly #anchors: TrustAnchorCandidates;
  readonly #machine: MachineRoots;
  readonly #trust: TrustBases;
  #paths: CertificationPaths | undefined;
  #signed: SignedObjects | undefined;
  #publicCas: PublicCas | undefined;
  /** The one that is being answered. */
  #question: Question | undefined;
  #observeCount = 0;

  /** `isWatched`: whether `filesChanged` tells of what others do to the files of the folders. */
  constructor(host: Host, isWatched = true) {
    this.#host = host;
    this.#wholes = new Wholes(host);
    this.#gitFiles = remembered(host.files);
    this.#links = new IssuerLinks(host.crypto);
    this.#machine = new MachineRoots(host);
    const store = this.#store;
    this.#references = new ReferencePaths(host.files, this.#changes);
    this.#documents = new KnownDocuments(host, isWatched, this.#changes, store, this.#references);
    this.#loading = new ReferenceLoading(host, this.#changes, this.#documents, this.#references);
    const objects = new ObjectIndex(store);
    const references = this.#references;
    this.#trust = new TrustBases({
      files: host.files,
      machine: this.#machine,
      get folders() {
        return references.folders;
      },
      load: async (uri) => {
        await this.#documents.ensure(uri, new Set());
        return this.#documents.has(uri);
      },
      changed: () => this.#changes.mark(['trust-settings']),
    });
    this.#anchors = new TrustAnchorCandidates({
      get certificates() {
        return store.certificates;
      },
      get certificatesVersion() {
        return store.certificatesVersion;
      },
      chainOf: (certificate) => chainOf(certificate, this.#links, objects.bySubject),
      linkAll: (certificates) => linkAll(certificates, this.#links, objects),
      rankingChanged: () => this.#changes.mark(['trust-anchors']),
    });
  }

  /** Grows whenever a PKI object anywhere changed: what another document depended on may be different. */
  get revision(): number {
    return this.#changes.revision;
  }

  /**
   * Answers questions about a prepared reading, and remembers what the answer depended on. Not for work that waits:
   * what others ask meanwhile would count too. `before` is what the answer depends on already, and holds.
   */
  observe<T>(reading: Reading, answer: () => T, before?: Observation): T {
    const question = this.#questionAbout(reading, before);
    try {
      return this.#during(question, answer);
    } finally {
      this.#remember(reading, question);
    }
  }

  /**
   * As `observe`, for work that takes long: done step by step, with the turns of others between pieces of it. Where it
   * `isOutdated` after one, it is given up, and nothing is remembered.
   */
  async observeInTurns<T>(
    reading: Reading,
    steps: Steps<T>,
    isOutdated: () => boolean,
    before?: Observation,
  ): Promise<T | undefined> {
    const question = this.#questionAbout(reading, before);
    const elapsed = this.#host.elapsed ?? (() => 0);
    const piece = pieceMilliseconds[reading.configuration ? 'configuration' : 'objects'];
    // What a key changed is mostly said in one piece: no turn of others is waited for then.
    for (let isFirst = before !== undefined; ; isFirst = false) {
      if (!isFirst) await nextTurn();
      if (isOutdated()) return undefined;
      const until = elapsed() + piece;
      const { done, value } = this.#during(question, () => {
        let step = steps.next();
        while (!step.done && elapsed() < until) step = steps.next();
        return step;
      });
      if (!done) continue;
      this.#remember(reading, question);
      return value;
    }
  }

  #questionAbout(reading: Reading, before: Observation | undefined): Question {
    const { uri } = reading.document;
    const { interests, revision } = this.#preparations.get(reading) ?? { interests: [], revision: this.revision };
    const observed = new Set<Interest>(before ? [...before.interests, ...interests] : interests);
    this.#observeCount++;
    return {
      observed,
      objects: new ObjectIndex(this.#store, observed),
      // What it depends on is what it was, and noted already.
      answers: (before && this.#answers.get(before)) ?? { fromUri: uri, targets: new Map(), trustAnchors: new Map() },
      basis: this.#trust.of(uri),
      revision,
    };
  }

  /** Meanwhile, what is asked for is noted for `question`. */
  #during<T>(question: Question, answer: () => T): T {
    const around = this.#question;
    this.#question = question;
    try {
      return answer();
    } finally {
      this.#question = around;
    }
  }

  #remember(reading: Reading, { observed, revision, answers }: Question): void {
    const observation = { interests: this.#changes.shared(observed), revision };
    this.#observations.set(reading, observation);
    if (reading.followed) this.#answers.set(observation, answers);
  }

  get #objects(): ObjectIndex {
    return this.#question?.objects ?? this.#allObjects;
  }

  /** Answers that were given before, about what stands in a document. */
  #answersFrom(uri: string): Answers | undefined {
    const answers = this.#question?.answers;
    return answers?.fromUri === uri ? answers : undefined;
  }

  /** Whether nothing that the answer of `observe` depended on has changed since. Ask `settle` first. */
  isCurrent(reading: Reading): boolean {
    const observation = this.#observations.get(reading);
    return observation !== undefined && this.stillHolds(observation);
  }

  /** What the answer of `observe` depended on: for those who keep the answer and not the reading. */
  observationOf(reading: Reading): Observation | undefined {
    return this.#observations.get(reading);
  }

  /** As `isCurrent`. */
  stillHolds({ revision, interests }: Observation): boolean {
    return !this.#changes.since(revision, interests);
  }

  /** Whether nothing that `prepare` fetched has changed since; or `prepareObjects`, for `objects` of the reading. */
  isPrepared(reading: Reading, objects?: readonly PkiObject[]): boolean {
    const preparation = this.#preparations.get(reading);
    if (preparation?.linked === 'all' && this.stillHolds(preparation)) return true;
    return objects?.every((object) => this.#isPreparedAlone(object)) ?? false;
  }

  #isPreparedAlone(object: PkiObject): boolean {
    const preparation = this.#preparedAlone.get(object);
    return preparation !== undefined && this.stillHolds(preparation);
  }

  /** How many times `observe` was asked, and how many signatures were verified. */
  get workDone(): { readonly analyses: number; readonly signatures: number } {
    return { analyses: this.#observeCount, signatures: this.#links.verifiedCount };
  }

  /** Works out what follows from the latest changes. */
  async settle(): Promise<void> {
    if (this.#anchors.asked) await this.#anchors.update();
  }

  /**
   * `pathRoots` gives, for a folder that is only a part of a project, the topmost folder above it that a program's
   * relative paths may start from: nothing is looked for there but the files that are referred to.
   */
  setFolders(folders: readonly string[], pathRoots: ReadonlyMap<string, string> = new Map()): void {
    const before = this.#references.folders;
    this.#references.setFolders(folders, pathRoots);
    const isGone = (uri: string): boolean =>
      before.some((folder) => isInside(uri, folder)) && !this.#references.isInWorkspace(uri);
    this.#documents.forget(isGone);
    for (const uri of this.#servers.uris) {
      if (!this.#open.has(uri) && isGone(uri)) this.#changes.mark(this.#servers.put(uri, []));
    }
    this.#trust.foldersChanged();
  }

  /** What counts as a trust anchor, by folder; `''` is for documents that are in none. */
  setTrustSettings(settings: ReadonlyMap<string, TrustSettings>): Promise<void> {
    return this.#trust.set(settings);
  }

  /** Reads every file of the folders whose name promises PKI objects. */
  async scan(): Promise<void> {
    for (const folder of this.#references.folders) {
      await this.#documents.loadAll(await this.#host.files.list(folder, isPkiName));
    }
  }

  /** What a file that no scan looks into was found to hold. */
  learn(uri: string, pki: PkiReading): void {
    this.#documents.take(uri, pki);
  }

  /** The text of an open document, on every change. */
  open(reading: Reading): void {
    const { uri, text } = reading.document;
    this.#open.set(uri, reading);
    this.#ofOpen.add(reading);
    // What holds keys is no configuration.
    if (!isPkiName(baseName(uri)) && this.#wholes.setOpen(uri, text)) this.#changes.mark(['configurations']);
    this.#documents.open(uri, reading.pki);
  }

  /** Back to what the file holds. Resolves to whether it had servers: which ones, whoever reads the file says. */
  async close(uri: string): Promise<boolean> {
    this.#open.delete(uri);
    this.#prepared.delete(uri);
    const servers = this.#servers.put(uri, []);
    this.#changes.mark(servers);
    if (this.#wholes.setOpen(uri, undefined)) this.#changes.mark(['configurations']);
    await this.#documents.close(uri);
    return servers.length > 0;
  }

  /** Files were made, changed or deleted outside. Resolves to whether any of it mattered. */
  async filesChanged(uris: readonly string[]): Promise<boolean> {
    const before = this.revision;
    const changed: string[] = [...this.#documents.unwatched];
    if (uris.some((uri) => !isPkiName(baseName(uri))) && this.#wholes.forget()) this.#changes.mark(['configurations']);
    for (const uri of uris) {
      const name = baseName(uri);
      // Who may read it may have changed with it, or alone.
      if (this.#keyFiles.delete(uri)) this.#changes.mark([`file ${uri}`]);
      // Whoever looks at the file again says what it holds now.
      if (!this.#open.has(uri)) this.#changes.mark(this.#servers.put(uri, []));
      if (name === '.gitignore' || name === 'HEAD') {
        this.#keyFiles.clear();
        this.#gitFiles = remembered(this.#host.files);
        this.#changes.mark(['git-ignore']);
      } else if (name === 'nginx.conf') {
        await this.#references.checkMainConfiguration(uri);
      } else if (isPkiName(name) || this.#documents.has(uri)) {
        changed.push(uri);
      }
    }
    await this.#documents.loadAll(changed);
    await this.#trust.filesChanged(changed);
    return this.revision !== before;
  }

  /** Nobody asks about `reading` any more: of documents that were never open, whoever read them says so. */
  release(reading: Reading): void {
    const { uri } = reading.document;
    if (this.#prepared.get(uri) === reading) this.#prepared.delete(uri);
  }

  /**
   * Fetches everything that the questions about `reading` will need. It is kept until `close` or `release`. The issuers
   * of `self-issued` certificates alone are what rules ask for in a document without a configuration.
   */
  async prepare(reading: Reading, contexts = reading.contexts, wanted: Linked = 'all'): Promise<void> {
    const linked = contexts.length > 0 || this.isPrepared(reading) ? 'all' : wanted;
    const { uri } = reading.document;
    if (!this.#isOutdated(reading)) {
      this.#prepared.set(uri, reading);
      this.#documents.take(uri, reading.pki);
      this.#changes.mark(this.#servers.put(uri, reading.isProse ? [] : contexts));
    }
    await this.#compareSomeKeys(comparedAtOnce);
    // What is fetched changes what is known: once more, until nothing comes of it. Others may change things without end.
    const fresh = new Set<string>();
    for (let pass = 0; pass < 3; pass++) {
      if (contexts.some(wantsTrustAnchors)) await this.#anchors.update();
      const { revision } = this;
      const interests = await this.#fetch(reading, contexts, fresh, linked);
      this.#preparations.set(reading, { interests, revision, linked });
      if (!this.#changes.since(revision, interests)) return;
    }
  }

  /**
   * As `prepare`, for what is said of a few objects of a reading without contexts: a person looks at one, in a bundle of
   * thousands too.
   */
  async prepareObjects(reading: Reading, objects: readonly PkiObject[]): Promise<void> {
    if (!this.#isOutdated(reading)) this.#documents.take(reading.document.uri, reading.pki);
    for (let pass = 0; pass < 3; pass++) {
      const { revision } = this;
      const interests = await this.#fetch({ ...reading, pki: { ...reading.pki, objects } }, [], new Set(), 'all');
      const preparation = { interests, revision };
      for (const object of objects) this.#preparedAlone.set(object, preparation);
      if (this.stillHolds(preparation)) return;
    }
  }

  async #compareSomeKeys(milliseconds: number): Promise<void> {
    const weak = await this.#store.sharedPrimes.work(milliseconds);
    this.#changes.mark(weak.map((key) => `key ${key}` as const));
  }

  /** Looks for primes in common among the RSA keys that `prepare` had no time for, between the turns of others. */
  async compareKeys(): Promise<void> {
    while (this.#store.sharedPrimes.isBehind) {
      await this.#host.giveWay?.(patienceOfComparing);
      // What was just answered is sent first, and what comes is not kept waiting for more than a piece.
      await nextTurn();
      await this.#compareSomeKeys(0);
    }
  }

  /** Whether another text of the document counts: an open one instead of its file, and none that was open before. */
  #isOutdated(reading: Reading): boolean {
    const open = this.#open.get(reading.document.uri);
    return open ? open !== reading : this.#ofOpen.has(reading);
  }

  /** Returns what the answers depend on so far. Files in `fresh` were read for this already. */
  async #fetch(
    reading: Reading,
    contexts: readonly TlsContext[],
    fresh: Set<string>,
    linked: Linked,
  ): Promise<readonly Interest[]> {
    const { document, pki, followed } = reading;
    const { revision } = this;
    const { uri, text } = document;
    const interests = new Set<Interest>(['folders', 'trust-settings']);
    // What is beside it may include it, or be included by it.
    const isPart = isPartOfMore(reading);
    if (isPart) for (const interest of ['configurations', 'main-configurations'] as const) interests.add(interest);
    const held = certificatesIn(pki);
    const isAll = linked === 'all' || held.length <= limits.preparedTogether;
    const own = held.filter((certificate) => isAll || isSelfIssued(certificate));
    const { all: references, certificates } = this.#loading.referencedBy(reading, contexts);
    let loaded: Loaded | undefined;
    if (contexts.length > 0) {
      const base = reading.reader?.pathBase?.(text);
      const isOfConfiguration =
        base === 'configuration' || references.some((reference) => reference.base === 'configuration');
      const mains = isOfConfiguration ? await this.#references.findMainConfigurations(uri) : [];
      loaded = await this.#loading.load(references, mains, uri, fresh);
      const known = followed && pki.objects.length === 0 ? this.#fetched.get(followed.by) : undefined;
      const isAsBefore =
        known?.loaded === loaded &&
        known.certificates === certificates &&
        known.isPart === isPart &&
        this.stillHolds(known);
      if (isAsBefore) {
        this.#unjudged.set(reading, known.unjudged);
        return known.interests;
      }
      for (const interest of loaded.interests) interests.add(interest);
      own.push(...loaded.certificates);
    }
    const noting = new ObjectIndex(this.#store, interests);
    await linkAll(own, this.#links, noting);
    const unjudged = new Set(await this.#judgeChains(certificates, uri, noting));
    this.#unjudged.set(reading, unjudged);
    await this.#lookForPublicCas(pki, noting);
    const kinds = new Set(pki.objects.map(({ value }) => value?.kind));
    if (kinds.has('certification-request') || kinds.has('certificate-list')) {
      const { SignedObjects } = await import('./signed-objects.ts');
      this.#signed ??= new SignedObjects(this.#host.crypto);
      await this.#signed.verify(pki.objects, noting);
    }
    if (kinds.has('private-key')) {
      interests.add('git-ignore').add(`file ${uri}`);
      if (!this.#keyFiles.has(uri)) {
        const { readKeyFile } = await import('./key-file.ts');
        this.#keyFiles.set(uri, await readKeyFile(this.#gitFiles, this.#host.files, uri));
      }
    }
    const shared = this.#changes.shared(interests);
    if (followed && loaded && pki.objects.length === 0) {
      const about = { loaded, certificates, isPart, unjudged };
      this.#fetched.set(followed.by, { ...about, interests: shared, revision });
    }
    return shared;
  }

  /** Grows with every change of a text that configurations of several files are made of. */
  get configurationsVersion(): number {
    return this.#wholes.version;
  }

  /** The configuration of several files that `reading` is a part of; undefined where it is alone. */
  async wholeOf(reading: Reading): Promise<ConfigWhole | undefined> {
    if (!isPartOfMore(reading)) return undefined;
    const { uri } = reading.document;
    const mains = reading.reader?.hasMain ? await this.#references.findMainConfigurations(uri) : [];
    return this.#wholes.of(reading, mains, this.#references.foldersAndPathRoots);
  }

  resolve(reference: FileReference, fromUri: string): ReferenceTarget {
    const answers = this.#answersFrom(fromUri)?.targets;
    const key = answers && `${reference.base} ${reference.path}`;
    const known = key && answers?.get(key);
    if (known) return known;
    const target = this.#resolve(reference, fromUri);
    if (key) answers?.set(key, target);
    return target;
  }

  #resolve(reference: FileReference, fromUri: string): ReferenceTarget {
    const tried = this.#references.candidates(reference, fromUri);
    const outside = isAbsolute(reference.path) && !this.#references.isInWorkspace(tried[0] ?? '');
    for (const uri of tried) {
      this.#question?.observed?.add(`file ${uri}`);
      const pki = this.#documents.pkiOf(uri);
      if (pki) {
        // A program that opens a file by its path does not look into what is packed in it.
        const objects = pki.objects.filter(({ within }) => !within);
        const { size, problems } = pki;
        return { state: 'found', uri, objects, problems, ...(size !== undefined && { size }) };
      }
      if (this.#documents.isUnreadable(uri)) return { state: 'unreadable', uri, outside };
    }
    // Every one is asked, so that each is noted.
    const beside = tried.filter((uri) => this.#objects.hasFilesIn(folderOf(uri))).length > 0;
    const elsewhere = tried.filter((uri) => this.#objects.hasFileNamed(baseName(uri))).length > 0;
    return { state: 'missing', tried, outside, beside, elsewhere };
  }

  trustAnchorsFor({ role }: TlsContext, fromUri: string): readonly TrustAnchorCandidate[] {
    const answers = this.#answersFrom(fromUri)?.trustAnchors;
    const known = answers?.get(role);
    if (known) return known;
    const candidates = this.#trustAnchorsFor(role, fromUri);
    answers?.set(role, candidates);
    return candidates;
  }

  #trustAnchorsFor(role: TlsContext['role'], fromUri: string): readonly TrustAnchorCandidate[] {
    const base = this.#writingFolder(fromUri);
    this.#question?.observed?.add('trust-anchors');
    return this.#anchors.for(role, this.#host.now()).flatMap(({ uri, certificate, object, intermediates }) => {
      const path = relativePath(base, uri);
      return path && object.block ? [{ uri, path, certificate, intermediates }] : [];
    });
  }

  pathLike(like: FileReference, uri: string, fromUri: string): string | undefined {
    if (isAbsolute(like.path)) return relativePath(absolute('/', fromUri), uri)?.replace(/^/, '/');
    return relativePath(this.#folderUsedBy(like, fromUri) ?? this.#writingFolder(fromUri), uri);
  }

  privateKeysOf(publicKey: SubjectPublicKeyInfo): readonly LocatedObject[] {
    return this.#objects.privateKeysOf(publicKey);
  }

  certificatesOf(publicKey: SubjectPublicKeyInfo): readonly LocatedCertificate[] {
    return this.#objects.certificatesOf(publicKey);
  }

  isSelfSigned(certificate: Certificate): boolean {
    return this.#links.isSelfSigned(certificate);
  }

  /** Where a certificate of the workspace lies. */
  placeOf(certificate: Certificate): LocatedCertificate | undefined {
    return this.#objects.placeOf(certificate);
  }

  /** Everywhere a certificate lies, by its SHA-256. */
  placesOf(sha256: string): readonly LocatedCertificate[] {
    return this.#objects.placesOf(sha256);
  }

  /** Finds the issuers of certificates, which `issuersOf` speaks of then. */
  linkAll(certificates: readonly Certificate[]): Promise<void> {
    return linkAll(certificates, this.#links, this.#objects);
  }

  /** The certificates that issued this one, itself among them where it is self-signed; by verified signature. */
  async findIssuers(certificate: Certificate): Promise<readonly LocatedCertificate[]> {
    await linkAll([certificate], this.#links, this.#objects);
    return this.issuersOf(certificate).flatMap((issuer) => this.#objects.placeOf(issuer) ?? []);
  }

  /** The other certificates that this one issued, by verified signature: the first of them where there are too many. */
  findIssued(issuer: Certificate): Promise<readonly LocatedCertificate[]> {
    return findIssued(issuer, this.#links, this.#objects);
  }

  issuersOf(certificate: Certificate, most?: number): readonly Certificate[] {
    return this.#links.signersOf(certificate, this.#objects.bySubject, most);
  }

  /**
   * Of a prepared reading, the certificates whose issuer was looked for with a part of the keys that have its name, and
   * the requests and lists whose signature was left out.
   */
  unsearchedIn({ pki }: Reading): {
    readonly certificates: readonly PkiObject[];
    readonly others: readonly PkiObject[];
  } {
    const certificates = pki.objects.filter(
      ({ value }) => value?.kind === 'certificate' && this.#links.isUnsearched(value),
    );
    const others = pki.objects.filter(({ value }) => value && this.#signed?.isLeftOut(value));
    return { certificates, others };
  }

  /** Of a prepared reading, the files that it sends certificates from whose paths were not looked for. */
  unjudgedFilesOf(reading: Reading): ReadonlySet<string> {
    return this.#unjudged.get(reading) ?? new Set();
  }

  claimedIssuerOf(certificate: Certificate): Certificate | undefined {
    return this.#links.claimedIssuerOf(certificate, this.#objects.bySubject);
  }

  revocationListsOf(issuer: Certificate): readonly LocatedList[] {
    return (this.#objects.listsByIssuer.get(nameKey(issuer.subject)) ?? []).flatMap((list) => {
      const place = isListOf(list, issuer) ? this.#objects.placeOfList(list) : undefined;
      return place ? [{ ...place, list }] : [];
    });
  }

  isOfPublicCa(certificate: Certificate): boolean {
    return this.#publicCas?.isIssuerOf(certificate) === true;
  }

  signatureOf(request: CertificationRequest): SignatureState | undefined {
    return this.#signed?.signatureOf(request);
  }

  signersOf(list: CertificateList): readonly ListSigner[] {
    return this.#signed?.signersOf(list, this.#objects) ?? [];
  }

  serversOf(client: TlsContext): readonly LocatedContext[] {
    return this.#servers.for(client, (server, name) => this.#isServer(server, name), this.#question?.observed);
  }

  /** Whether a server’s certificate is for a name. */
  #isServer({ uri, context }: LocatedContext, name: string): boolean {
    return certificateReferences(context).some((reference) => {
      const leaf = this.servedChain(this.resolve(reference, uri))?.leaf.certificate;
      return leaf !== undefined && this.isFor(leaf, name) === true;
    });
  }

  /** Whether another certificate of the workspace names this one as its issuer; signatures are another question. */
  isNamedAsIssuer({ subject, sha256 }: Certificate): boolean {
    return this.#objects.naming(subject).some(({ certificate }) => certificate.sha256 !== sha256);
  }

  /** The issuers of a certificate as far as the workspace has them; complete after `prepare` of its document. */
  chainOf(certificate: Certificate): Chain {
    return chainOf(certificate, this.#links, this.#objects.bySubject);
  }

  /** Every certificate of the workspace, for choosing a CA. */
  get certificates(): readonly LocatedCertificate[] {
    return this.#objects.certificates;
  }

  /** Every file with PKI objects, for choosing one. Depends on nothing that is noted. */
  get pkiFiles(): readonly { readonly uri: string; readonly objects: readonly PkiObject[] }[] {
    return this.#store.files;
  }

  servedChain(target: ReferenceTarget): ServedChain | undefined {
    return this.#paths?.servedChain(target, this.#objects, this.#question?.basis);
  }

  isFor(certificate: Certificate, name: string): boolean | undefined {
    return this.#paths?.isFor(certificate, name);
  }

  sharingPrimeWith(publicKey: SubjectPublicKeyInfo): readonly LocatedObject[] {
    return this.#objects.sharingPrimeWith(publicKey);
  }

  anotherWithSerialOf(certificate: Certificate): LocatedCertificate | undefined {
    return this.#objects.anotherWithSerialOf(certificate);
  }

  urisOf(certificate: Certificate): ReadonlySet<string> {
    return this.#objects.urisOf(certificate);
  }

  /** Where a revocation list or an OCSP response lies. */
  placeOfSource(source: RevocationSource): LocatedObject | undefined {
    return this.#objects.placeOfSource(source);
  }

  /** Validates paths for certificates, as far as the answers are not known and all together do not take too long. */
  async validate(questions: readonly PathQuestion[]): Promise<void> {
    if (questions.length === 0) return;
    const paths = await this.#loadPaths();
    await paths.reports.askAll(questions, this.#objects);
  }

  /** The answer to a question that was validated since what it depends on changed last. */
  pathReport(question: PathQuestion): PathReport | undefined {
    return this.#paths?.reports.get(question, this.#objects);
  }

  /** What counts as a trust anchor for a document. */
  trustBasis(uri: string): TrustBasis {
    return this.#trust.of(uri);
  }

  /** The certificates in the files that a configuration names as its trust anchors. */
  contextAnchors({ trustAnchors = [] }: TlsContext, fromUri: string): readonly Certificate[] {
    return trustAnchors.flatMap(({ value }) => {
      const target = value === 'unknown' ? undefined : this.resolve(value, fromUri);
      return target?.state === 'found' ? certificatesOf(target.objects) : [];
    });
  }

  /** Which trust anchors counted for the answer to a question that was validated. */
  countedAnchors(question: Pick<PathQuestion, 'basis' | 'contextAnchors'>): CountedAnchors | undefined {
    return this.#paths?.countAnchors(question, this.#objects);
  }

  /** Reads Mozilla's roots, where this machine has them, for `isPublicRoot` to tell. */
  async loadPublicRoots(): Promise<void> {
    await this.#machine.load('mozilla');
  }

  /** Whether Mozilla's roots have one of this name; false before `loadPublicRoots`. */
  isPublicRoot(name: Name): boolean {
    return this.#machine.get('mozilla')?.bySubject.has(nameKey(name)) === true;
  }

  /** How many paths were validated so far. */
  get validations(): number {
    return this.#paths?.reports.validations ?? 0;
  }

  gitStatus(uri: string): GitStatus {
    return this.#keyFiles.get(uri)?.git ?? { state: 'no-repository' };
  }

  accessTo(uri: string): FileAccess | undefined {
    return this.#keyFiles.get(uri)?.access;
  }

  /** Where this machine has Mozilla's roots. */
  async #lookForPublicCas(pki: PkiReading, noting: ObjectIndex): Promise<void> {
    const certificates = this.#host.roots ? certificatesIn(pki).filter((one) => !isSelfIssued(one)) : [];
    if (certificates.length === 0) return;
    const { PublicCas } = await import('./public-cas.ts');
    this.#publicCas ??= new PublicCas(this.#machine);
    await this.#publicCas.look(certificates, {
      all: new ObjectIndex(this.#store),
      noting,
      ask: async (question, index) => (await this.#loadPaths()).reports.ask(question, index),
    });
  }

  /** Loaded with the first configuration that names a certificate, and with the first hover. */
  async #loadPaths(): Promise<CertificationPaths> {
    if (!this.#paths) {
      const { CertificationPaths } = await import('./certification-paths.ts');
      this.#paths ??= new CertificationPaths(this.#host, this.#links);
    }
    return this.#paths;
  }

  /** Returns the files whose certificates were left out. */
  async #judgeChains(
    references: readonly FileReference[],
    fromUri: string,
    index: ObjectIndex,
  ): Promise<readonly string[]> {
    const basis = this.#trust.of(fromUri);
    const files = new Map<string, FoundTarget>();
    // The same file may be named for another purpose too.
    for (const reference of references) {
      const tried = this.#references.candidates(reference, fromUri);
      if (!tried.some((uri) => this.#documents.pkiOf(uri))) continue;
      const target = this.resolve(reference, fromUri);
      if (target.state === 'found' && target.objects.length > 0) files.set(target.uri, target);
    }
    if (files.size === 0) return [];
    const paths = await this.#loadPaths();
    return paths.judgeAll([...files.values()], index, basis);
  }

  /** The folder that `reference`'s path turned out to start from; undefined where its file was not found. */
  #folderUsedBy(reference: FileReference, fromUri: string): string | undefined {
    if (isAbsolute(reference.path)) return undefined;
    const target = this.resolve(reference, fromUri);
    if (target.state !== 'found') return undefined;
    const folders = this.#references.baseFolders(reference.base, fromUri);
    return folders.find((folder) => join(folder, reference.path) === target.uri);
  }

  /** The folder that a new relative path in `fromUri` starts from: as its other references do, else as its language does. */
  #writingFolder(fromUri: string): string {
    const reading = this.#prepared.get(fromUri);
    for (const context of reading && this.#loading.hasRelative(reading) ? reading.contexts : []) {
      for (const reference of fileReferences(context)) {
        const folder = this.#folderUsedBy(reference, fromUri);
        if (folder) return folder;
      }
    }
    const base = reading?.reader?.pathBase?.(reading.document.text) ?? 'document';
    if (base === 'working-directory') return this.#references.rootOf(fromUri) ?? folderOf(fromUri);
    return this.#references.baseFolders(base, fromUri)[0] ?? folderOf(fromUri);
  }
}

/** Whether other files may decide what is said of one: it includes some, or may be included. */
function isPartOfMore({ reader, includes = [] }: Reading): boolean {
  return reader?.includes !== undefined && (reader.hasMain === true || includes.length > 0);
}

function certificatesIn(pki: PkiReading): Certificate[] {
  return certificatesOf(pki.objects);
}

function certificatesOf(objects: readonly PkiObject[]): Certificate[] {
  return objects.flatMap(({ value }) => (value?.kind === 'certificate' ? [value] : []));
}
