import { nextTurn } from '../base/event-loop.ts';
import type { Files, Host } from '../base/host.ts';
import { type Chain, chainOf } from '../chain/chain.ts';
import { IssuerLinks } from '../chain/issuer-links.ts';
import type { PathReport } from '../chain/path-report.ts';
import type { ConfigWhole } from '../config/language.ts';
import type {
  GitStatus,
  LocatedObject,
  ReferenceTarget,
  ServedChain,
  TrustAnchorCandidate,
  WorkspaceFacts,
} from '../lint/facts.ts';
import { certificateReferences, type FileReference, fileReferences, type TlsContext } from '../tls/context.ts';
import type { Certificate, CertificateList, PkiReading, SubjectPublicKeyInfo } from '../x509/types.ts';
import type { CertificationPaths } from './certification-paths.ts';
import { Changes, type Interest } from './changes.ts';
import { readGitStatus } from './git-ignore.ts';
import { ObjectIndex } from './object-index.ts';
import { type LocatedCertificate, ObjectStore } from './object-store.ts';
import type { PathQuestion } from './path-question.ts';
import {
  absolute,
  baseFolders,
  baseName,
  candidates,
  folderOf,
  foldersUpTo,
  isAbsolute,
  isInside,
  join,
  relativePath,
} from './paths.ts';
import { isPkiName, readPkiFile } from './pki-file.ts';
import type { Reading } from './reading.ts';
import { remembered } from './remembered-files.ts';
import { sameValues } from './same-value.ts';
import { TrustAnchorCandidates, wantsTrustAnchors } from './trust-anchor-candidates.ts';
import { Wholes } from './whole.ts';

/** One document that holds, or is expected to hold, PKI objects. */
interface Entry {
  readonly pki: PkiReading;
  /** Unsaved text of an open document wins over the file. */
  readonly open: boolean;
}

/** What an answer depends on, and the revision it was given at. */
interface Observation {
  readonly interests: ReadonlySet<Interest>;
  readonly revision: number;
}

/** Files that are read at the same time: each answer takes a moment, and there may be thousands. */
const readAtOnce = 16;
/** Certificates whose issuers are verified between two turns of the event loop. */
const linkedAtOnce = 64;
/** Certificates that name a CA as theirs and are verified when someone asks what it issued. */
const issuedLookedAt = 5_000;
/** Files outside the folders that are looked at again with every file event: nobody says when they change. */
const unwatchedKept = 500;
/** Meanings of references that are remembered. */
const candidatesKept = 20_000;

/**
 * The trust index: every PKI object of the workspace, who signed whom, and where references lead. Kept current by
 * `open`, `close` and `filesChanged`; `prepare` fetches what one document needs, after which all questions are
 * answered at once.
 */
export class Workspace implements WorkspaceFacts {
  readonly #host: Host;
  readonly #links: IssuerLinks;
  #folders: readonly string[] = [];
  #pathRoots: ReadonlyMap<string, string> = new Map();
  readonly #entries = new Map<string, Entry>();
  readonly #unreadable = new Set<string>();
  readonly #mainConfigurations = new Set<string>();
  /** What a reference may mean, by who refers to it and how: many contexts name the same file. */
  readonly #candidateUris = new Map<string, string[]>();
  readonly #wholes: Wholes;
  readonly #gitStatus = new Map<string, GitStatus>();
  /** What git's files said so far: the same ones hold for every key below them. */
  #gitFiles: Files;
  readonly #prepared = new Map<string, Reading>();
  readonly #store = new ObjectStore();
  /** For the question that is being answered: what it asks for is noted. */
  #objects = new ObjectIndex(this.#store);
  readonly #changes = new Changes();
  readonly #preparations = new WeakMap<Reading, Observation>();
  readonly #observations = new WeakMap<Reading, Observation>();
  readonly #unwatched = new Set<string>();
  readonly #anchors: TrustAnchorCandidates;
  #paths: CertificationPaths | undefined;
  /** What the question that is being answered asked for. */
  #observed: Set<Interest> | undefined;
  #observeCount = 0;

  constructor(host: Host) {
    this.#host = host;
    this.#wholes = new Wholes(host);
    this.#gitFiles = remembered(host.files);
    this.#links = new IssuerLinks(host.crypto);
    const store = this.#store;
    const objects = new ObjectIndex(store);
    this.#anchors = new TrustAnchorCandidates({
      get certificates() {
        return store.certificates;
      },
      get certificatesVersion() {
        return store.certificatesVersion;
      },
      chainOf: (certificate) => chainOf(certificate, this.#links, objects.bySubject),
      linkAll: (certificates) => this.#linkAll(certificates, objects),
      rankingChanged: () => this.#changes.mark(['trust-anchors']),
    });
  }

  /** Grows whenever a PKI object anywhere changed: what another document depended on may be different. */
  get revision(): number {
    return this.#changes.revision;
  }

  /**
   * Answers questions about a prepared reading, and remembers what the answer depended on. Not for work that waits:
   * what others ask meanwhile would count too.
   */
  observe<T>(reading: Reading, answer: () => T): T {
    const { interests, revision } = this.#preparations.get(reading) ?? { interests: [], revision: this.revision };
    const observed = new Set<Interest>(interests);
    this.#observed = observed;
    this.#objects = new ObjectIndex(this.#store, observed);
    this.#observeCount++;
    try {
      return answer();
    } finally {
      this.#observed = undefined;
      this.#objects = new ObjectIndex(this.#store);
      this.#observations.set(reading, { interests: observed, revision });
    }
  }

  /** Whether nothing that the answer of `observe` depended on has changed since. Ask `settle` first. */
  isCurrent(reading: Reading): boolean {
    const observation = this.#observations.get(reading);
    return observation !== undefined && !this.#changes.since(observation.revision, observation.interests);
  }

  /** Whether nothing that `prepare` fetched has changed since. */
  isPrepared(reading: Reading): boolean {
    const preparation = this.#preparations.get(reading);
    return preparation !== undefined && !this.#changes.since(preparation.revision, preparation.interests);
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
    this.#folders = folders.map((folder) => folder.replace(/\/+$/, ''));
    this.#pathRoots = pathRoots;
    this.#candidateUris.clear();
    this.#changes.mark(['folders']);
  }

  /** Reads every file of the folders whose name promises PKI objects. */
  async scan(): Promise<void> {
    for (const folder of this.#folders) {
      await this.#loadAll(await this.#host.files.list(folder, isPkiName));
    }
  }

  /** The text of an open document, on every change. */
  open(reading: Reading): void {
    const { uri, text } = reading.document;
    if (reading.reader?.includes && this.#wholes.setOpen(uri, text)) this.#changes.mark(['configurations']);
    if (reading.pki.objects.length === 0 && !this.#entries.has(uri)) return;
    this.#put(uri, { pki: reading.pki, open: true });
  }

  /** Back to what the file holds. */
  async close(uri: string): Promise<void> {
    this.#prepared.delete(uri);
    if (this.#wholes.setOpen(uri, undefined)) this.#changes.mark(['configurations']);
    if (this.#entries.get(uri)?.open) await this.#load(uri);
  }

  /** Files were made, changed or deleted outside. Resolves to whether any of it mattered. */
  async filesChanged(uris: readonly string[]): Promise<boolean> {
    const before = this.revision;
    const changed: string[] = [...this.#unwatched];
    if (uris.some((uri) => !isPkiName(baseName(uri))) && this.#wholes.forget()) this.#changes.mark(['configurations']);
    for (const uri of uris) {
      const name = baseName(uri);
      if (name === '.gitignore' || name === 'HEAD') {
        this.#gitStatus.clear();
        this.#gitFiles = remembered(this.#host.files);
        this.#changes.mark(['git-ignore']);
      } else if (name === 'nginx.conf') {
        await this.#checkMainConfiguration(uri);
      } else if (isPkiName(name) || this.#entries.has(uri)) {
        changed.push(uri);
      }
    }
    await this.#loadAll(changed);
    return this.revision !== before;
  }

  /** Nobody asks about `reading` any more: of documents that were never open, whoever read them says so. */
  release(reading: Reading): void {
    const { uri } = reading.document;
    if (this.#prepared.get(uri) === reading) this.#prepared.delete(uri);
  }

  /** Fetches everything that the questions about `reading` will need. It is kept until `close` or `release`. */
  async prepare(reading: Reading, contexts = reading.contexts): Promise<void> {
    const { uri } = reading.document;
    this.#prepared.set(uri, reading);
    if (reading.pki.objects.length > 0 && this.#entries.get(uri)?.pki !== reading.pki) {
      this.#put(uri, { pki: reading.pki, open: this.#entries.get(uri)?.open ?? false });
    }
    // What is fetched changes what is known: once more, until nothing comes of it. Others may change things without end.
    const fresh = new Set<string>();
    for (let pass = 0; pass < 3; pass++) {
      if (contexts.some(wantsTrustAnchors)) await this.#anchors.update();
      const { revision } = this;
      const interests = await this.#fetch(reading, contexts, fresh);
      this.#preparations.set(reading, { interests, revision });
      if (!this.#changes.since(revision, interests)) return;
    }
  }

  /** Returns what the answers depend on so far. Files in `fresh` were read for this already. */
  async #fetch(
    { document: { uri, text }, pki, reader }: Reading,
    contexts: readonly TlsContext[],
    fresh: Set<string>,
  ): Promise<ReadonlySet<Interest>> {
    const interests = new Set<Interest>(['folders']);
    // What is beside it may include it, or be included by it.
    if (reader?.includes)
      for (const interest of ['configurations', 'main-configurations'] as const) interests.add(interest);
    const own = certificatesIn(pki);
    if (contexts.length > 0) {
      const references = distinct(contexts.flatMap(fileReferences));
      const base = reader?.pathBase?.(text);
      if (base === 'configuration' || references.some((reference) => reference.base === 'configuration')) {
        await this.#findMainConfigurations(uri);
      }
      for (let at = 0; at < references.length; at += readAtOnce) {
        const batch = references.slice(at, at + readAtOnce);
        const followed = await Promise.all(batch.map((reference) => this.#follow(reference, uri, interests, fresh)));
        own.push(...followed.flat());
      }
    }
    const noting = new ObjectIndex(this.#store, interests);
    await this.#linkAll(own, noting);
    await this.#judgeChains(contexts, uri, noting);
    if (pki.objects.some(({ value }) => value?.kind === 'private-key')) {
      interests.add('git-ignore');
      if (!this.#gitStatus.has(uri)) this.#gitStatus.set(uri, await readGitStatus(this.#gitFiles, uri));
    }
    return interests;
  }

  /** Grows with every change of a text that configurations of several files are made of. */
  get configurationsVersion(): number {
    return this.#wholes.version;
  }

  /** The configuration of several files that `reading` is a part of; undefined where it is alone. */
  async wholeOf(reading: Reading): Promise<ConfigWhole | undefined> {
    if (!reading.reader?.includes) return undefined;
    const { uri } = reading.document;
    await this.#findMainConfigurations(uri);
    const root = this.#pathRootOf(uri);
    const mains = foldersUpTo(folderOf(uri), root).filter((folder) => this.#mainConfigurations.has(folder));
    const folders = [...this.#folders, ...this.#pathRoots.values()];
    return this.#wholes.of(
      reading,
      mains.map((folder) => join(folder, 'nginx.conf')),
      folders,
    );
  }

  resolve(reference: FileReference, fromUri: string): ReferenceTarget {
    const tried = this.#candidates(reference, fromUri);
    for (const uri of tried) {
      this.#observed?.add(`file ${uri}`);
      const entry = this.#entries.get(uri);
      if (entry) return { state: 'found', uri, objects: entry.pki.objects };
      if (this.#unreadable.has(uri)) return { state: 'unreadable', uri };
    }
    const outside = isAbsolute(reference.path) && !this.#folders.some((folder) => isInside(tried[0] ?? '', folder));
    return { state: 'missing', tried, outside };
  }

  trustAnchorsFor(context: TlsContext, fromUri: string): readonly TrustAnchorCandidate[] {
    const base = this.#writingFolder(fromUri);
    this.#observed?.add('trust-anchors');
    return this.#anchors.for(context.role, this.#host.now()).flatMap(({ uri, certificate, object }) => {
      const path = relativePath(base, uri);
      return path && object.block ? [{ uri, path, certificate }] : [];
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
    const chain = this.chainOf(certificate);
    return chain.certificates.length === 1 && chain.end === 'self-signed';
  }

  /** Where a certificate of the workspace lies. */
  placeOf(certificate: Certificate): LocatedCertificate | undefined {
    return this.#objects.placeOf(certificate);
  }

  /** Everywhere a certificate lies, by its SHA-256. */
  placesOf(sha256: string): readonly LocatedCertificate[] {
    return this.#objects.placesOf(sha256);
  }

  /** The certificates that issued this one, itself among them where it is self-signed; by verified signature. */
  async findIssuers(certificate: Certificate): Promise<readonly LocatedCertificate[]> {
    await this.#linkAll([certificate], this.#objects);
    return this.#issuersOf(certificate).flatMap((issuer) => this.#objects.placeOf(issuer) ?? []);
  }

  /** The other certificates that this one issued, by verified signature: the first of them where there are too many. */
  async findIssued(issuer: Certificate): Promise<readonly LocatedCertificate[]> {
    const naming = this.#objects
      .naming(issuer.subject)
      .filter(({ certificate }) => certificate.sha256 !== issuer.sha256)
      .slice(0, issuedLookedAt);
    await this.#linkAll(
      naming.map(({ certificate }) => certificate),
      this.#objects,
    );
    const issued: LocatedCertificate[] = [];
    for (const [i, located] of naming.entries()) {
      if (i % linkedAtOnce === linkedAtOnce - 1) await nextTurn();
      if (this.#issuersOf(located.certificate).some(({ sha256 }) => sha256 === issuer.sha256)) issued.push(located);
    }
    return issued;
  }

  /** The issuers of a certificate as far as the workspace has them; complete after `prepare` of its document. */
  chainOf(certificate: Certificate): Chain {
    return chainOf(certificate, this.#links, this.#objects.bySubject);
  }

  /** Every certificate of the workspace, for choosing a CA. */
  get certificates(): readonly LocatedCertificate[] {
    return this.#objects.certificates;
  }

  servedChain(target: ReferenceTarget): ServedChain | undefined {
    return this.#paths?.servedChain(target, this.#objects);
  }

  isFor(certificate: Certificate, name: string): boolean | undefined {
    return this.#paths?.isFor(certificate, name);
  }

  urisOf(certificate: Certificate): ReadonlySet<string> {
    return this.#objects.urisOf(certificate);
  }

  placeOfList(list: CertificateList): LocatedObject | undefined {
    return this.#objects.placeOfList(list);
  }

  /** Validates paths for certificates, as far as the answers are not known. */
  async validate(questions: readonly PathQuestion[]): Promise<void> {
    if (questions.length === 0) return;
    const paths = await this.#loadPaths();
    await Promise.all(questions.map((question) => paths.reports.ask(question, this.#objects)));
  }

  /** The answer to a question that was validated since what it depends on changed last. */
  pathReport(question: PathQuestion): PathReport | undefined {
    return this.#paths?.reports.get(question, this.#objects);
  }

  /** How many paths were validated so far. */
  get validations(): number {
    return this.#paths?.reports.validations ?? 0;
  }

  gitStatus(uri: string): GitStatus {
    return this.#gitStatus.get(uri) ?? { state: 'no-repository' };
  }

  #issuersOf(certificate: Certificate): Certificate[] {
    const links = this.#links.issuersOf(certificate, this.#objects.bySubject);
    return links.flatMap(({ issuer, signature }) => (signature === 'valid' ? [issuer] : []));
  }

  #put(uri: string, entry: Entry | undefined): void {
    const before = this.#entries.get(uri);
    if (entry) this.#entries.set(uri, entry);
    else this.#entries.delete(uri);
    if (before?.pki === entry?.pki) return;
    const topics = this.#store.put(uri, entry?.pki.objects);
    // Where only spans moved, nothing is another for anyone else.
    if (!sameValues(before?.pki, entry?.pki)) this.#changes.mark(topics);
  }

  async #loadAll(uris: readonly string[]): Promise<void> {
    for (let at = 0; at < uris.length; at += readAtOnce) {
      const closed = uris.slice(at, at + readAtOnce).filter((uri) => !this.#entries.get(uri)?.open);
      // Put in their order, whichever is read first.
      const read = await Promise.all(closed.map(async (uri) => [uri, await this.#host.files.read(uri)] as const));
      for (const [uri, result] of read) await this.#take(uri, result);
    }
  }

  async #load(uri: string): Promise<void> {
    await this.#take(uri, await this.#host.files.read(uri));
  }

  async #take(uri: string, read: Awaited<ReturnType<Host['files']['read']>>): Promise<void> {
    const wasUnreadable = this.#unreadable.delete(uri);
    const isUnreadable = !read.ok && read.error.code !== 'not-found';
    if (isUnreadable) this.#unreadable.add(uri);
    if (wasUnreadable !== isUnreadable) this.#changes.mark([`file ${uri}`]);
    if (read.ok) this.#put(uri, { pki: (await readPkiFile(read.value)).pki, open: false });
    else this.#put(uri, undefined);
  }

  /** Loads what a reference leads to and returns its certificates. */
  async #follow(
    reference: FileReference,
    fromUri: string,
    interests: Set<Interest>,
    fresh: Set<string>,
  ): Promise<Certificate[]> {
    if (reference.base === 'configuration') interests.add('main-configurations');
    for (const uri of this.#candidates(reference, fromUri)) {
      interests.add(`file ${uri}`);
      const known = this.#entries.get(uri);
      // File events speak of PKI names inside the folders; anything else is looked at again each time.
      const watched = isPkiName(baseName(uri)) && this.#folders.some((folder) => isInside(uri, folder));
      if (!watched && this.#unwatched.size < unwatchedKept) this.#unwatched.add(uri);
      if (!fresh.has(uri) && (!known || !(known.open || watched))) {
        fresh.add(uri);
        await this.#load(uri);
      }
      const entry = this.#entries.get(uri);
      if (entry) return certificatesIn(entry.pki);
      if (this.#unreadable.has(uri)) return [];
    }
    return [];
  }

  /** Verifies signatures from `certificates` upwards. */
  async #linkAll(certificates: readonly Certificate[], { bySubject }: ObjectIndex): Promise<void> {
    let level = certificates;
    const seen = new Set<string>();
    for (let depth = 0; level.length > 0 && depth < 10; depth++) {
      const fresh = level.filter(({ sha256 }) => !seen.has(sha256) && seen.add(sha256));
      for (let at = 0; at < fresh.length; at += linkedAtOnce) {
        if (at > 0) await nextTurn();
        const piece = fresh.slice(at, at + linkedAtOnce);
        await Promise.all(piece.map((certificate) => this.#links.link(certificate, bySubject)));
      }
      level = fresh.flatMap((certificate) => this.#links.issuersOf(certificate, bySubject).map(({ issuer }) => issuer));
    }
  }

  /** Loaded with the first configuration that names a certificate, and with the first hover. */
  async #loadPaths(): Promise<CertificationPaths> {
    if (!this.#paths) {
      const { CertificationPaths } = await import('./certification-paths.ts');
      this.#paths ??= new CertificationPaths(this.#host, this.#links);
    }
    return this.#paths;
  }

  async #judgeChains(contexts: readonly TlsContext[], fromUri: string, index: ObjectIndex): Promise<void> {
    const files = new Map<string, ReferenceTarget>();
    // The same file may be named for another purpose too.
    for (const reference of distinct(contexts.flatMap(certificateReferences))) {
      const target = this.resolve(reference, fromUri);
      if (target.state === 'found' && target.objects.length > 0) files.set(target.uri, target);
    }
    if (files.size === 0) return;
    const paths = await this.#loadPaths();
    await Promise.all([...files.values()].map((target) => paths.judge(target, index)));
  }

  async #findMainConfigurations(uri: string): Promise<void> {
    for (const folder of foldersUpTo(folderOf(uri), this.#pathRootOf(uri))) {
      if (this.#mainConfigurations.has(folder)) continue;
      if (!(await this.#host.files.exists(join(folder, 'nginx.conf')))) continue;
      this.#mainConfigurations.add(folder);
      this.#candidateUris.clear();
    }
  }

  async #checkMainConfiguration(uri: string): Promise<void> {
    const folder = folderOf(uri);
    const isThere = await this.#host.files.exists(uri);
    if (isThere === this.#mainConfigurations.has(folder)) return;
    if (isThere) this.#mainConfigurations.add(folder);
    else this.#mainConfigurations.delete(folder);
    this.#candidateUris.clear();
    this.#changes.mark(['main-configurations']);
  }

  #rootOf(uri: string): string | undefined {
    return this.#folders.filter((folder) => isInside(uri, folder)).sort((a, b) => a.length - b.length)[0];
  }

  /** The topmost folder that relative paths in `uri` may start from. */
  #pathRootOf(uri: string): string | undefined {
    const folder = this.#rootOf(uri);
    return folder === undefined ? undefined : (this.#pathRoots.get(folder) ?? folder);
  }

  #candidates(reference: FileReference, fromUri: string): string[] {
    const key = JSON.stringify([fromUri, reference.base, reference.path]);
    const known = this.#candidateUris.get(key);
    if (known) return known;
    const uris = candidates(reference, fromUri, this.#pathRootOf(fromUri), this.#mainConfigurations);
    if (this.#candidateUris.size >= candidatesKept) this.#candidateUris.clear();
    this.#candidateUris.set(key, uris);
    return uris;
  }

  /** The folder that `reference`'s path turned out to start from; undefined where its file was not found. */
  #folderUsedBy(reference: FileReference, fromUri: string): string | undefined {
    if (isAbsolute(reference.path)) return undefined;
    const target = this.resolve(reference, fromUri);
    if (target.state !== 'found') return undefined;
    const folders = baseFolders(reference.base, folderOf(fromUri), this.#pathRootOf(fromUri), this.#mainConfigurations);
    return folders.find((folder) => join(folder, reference.path) === target.uri);
  }

  /** The folder that a new relative path in `fromUri` starts from: as its other references do, else as its language does. */
  #writingFolder(fromUri: string): string {
    const reading = this.#prepared.get(fromUri);
    for (const context of reading?.contexts ?? []) {
      for (const reference of fileReferences(context)) {
        const folder = this.#folderUsedBy(reference, fromUri);
        if (folder) return folder;
      }
    }
    const base = reading?.reader?.pathBase?.(reading.document.text) ?? 'document';
    if (base === 'working-directory') return this.#rootOf(fromUri) ?? folderOf(fromUri);
    return (
      baseFolders(base, folderOf(fromUri), this.#pathRootOf(fromUri), this.#mainConfigurations)[0] ?? folderOf(fromUri)
    );
  }
}

function certificatesIn(pki: PkiReading): Certificate[] {
  return pki.objects.flatMap(({ value }) => (value?.kind === 'certificate' ? [value] : []));
}

/** Many contexts name the same file, inherited or not: each place a path may lead to is looked at once. */
function distinct(references: readonly FileReference[]): readonly FileReference[] {
  const found = new Map<string, FileReference>();
  for (const reference of references) found.set(`${reference.base} ${reference.path}`, reference);
  return [...found.values()];
}
