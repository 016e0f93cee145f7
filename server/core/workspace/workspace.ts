import type { Host } from '../base/host.ts';
import { type Chain, chainOf } from '../chain/chain.ts';
import { IssuerLinks } from '../chain/issuer-links.ts';
import type { PathReport } from '../chain/path-report.ts';
import type {
  GitStatus,
  LocatedObject,
  ReferenceTarget,
  ServedChain,
  TrustAnchorCandidate,
  WorkspaceFacts,
} from '../lint/facts.ts';
import { certificateReferences, type FileReference, fileReferences, type TlsContext } from '../tls/context.ts';
import { keyFingerprint } from '../x509/key-fingerprint.ts';
import type {
  Certificate,
  CertificateList,
  PkiReading,
  PkiValue,
  PrivateKey,
  SubjectPublicKeyInfo,
} from '../x509/types.ts';
import type { CertificationPaths } from './certification-paths.ts';
import { readGitStatus } from './git-ignore.ts';
import { type LocatedCertificate, ObjectIndex } from './object-index.ts';
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
import { rankTrustAnchors } from './trust-anchor-candidates.ts';

/** One document that holds, or is expected to hold, PKI objects. */
interface Entry {
  readonly pki: PkiReading;
  /** Unsaved text of an open document wins over the file. */
  readonly open: boolean;
}

/** Certificates whose issuers are looked for at once when a fix wants to know which CA fits. */
const linkedCertificates = 2_000;
/** Files that are asked for at the same time: each answer takes a moment, and there may be thousands. */
const followedAtOnce = 32;
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
  readonly #gitStatus = new Map<string, GitStatus>();
  readonly #prepared = new Map<string, Reading>();
  #index: ObjectIndex | undefined;
  #paths: CertificationPaths | undefined;
  #revision = 0;

  constructor(host: Host) {
    this.#host = host;
    this.#links = new IssuerLinks(host.crypto);
  }

  /** Grows whenever a PKI object anywhere changed: what another document depended on may be different. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * `pathRoots` gives, for a folder that is only a part of a project, the topmost folder above it that a program's
   * relative paths may start from: nothing is looked for there but the files that are referred to.
   */
  setFolders(folders: readonly string[], pathRoots: ReadonlyMap<string, string> = new Map()): void {
    this.#folders = folders.map((folder) => folder.replace(/\/+$/, ''));
    this.#candidateUris.clear();
    this.#pathRoots = pathRoots;
  }

  /** Reads every file of the folders whose name promises PKI objects. */
  async scan(): Promise<void> {
    for (const folder of this.#folders) {
      for (const uri of await this.#host.files.list(folder, isPkiName)) {
        if (!this.#entries.get(uri)?.open) await this.#load(uri);
      }
    }
  }

  /** The text of an open document, on every change. */
  open(reading: Reading): void {
    const { uri } = reading.document;
    if (reading.pki.objects.length === 0 && !this.#entries.has(uri)) return;
    this.#put(uri, { pki: reading.pki, open: true });
  }

  /** Back to what the file holds. */
  async close(uri: string): Promise<void> {
    this.#prepared.delete(uri);
    if (this.#entries.get(uri)?.open) await this.#load(uri);
  }

  /** Files were made, changed or deleted outside. Resolves to whether any of it mattered. */
  async filesChanged(uris: readonly string[]): Promise<boolean> {
    const before = this.#revision;
    for (const uri of uris) {
      const name = baseName(uri);
      if (name === '.gitignore' || name === 'HEAD') {
        this.#gitStatus.clear();
        this.#revision++;
      } else if (name === 'nginx.conf') {
        this.#mainConfigurations.clear();
        this.#candidateUris.clear();
        this.#revision++;
      } else if (isPkiName(name) || this.#entries.has(uri)) {
        if (!this.#entries.get(uri)?.open) await this.#load(uri);
      }
    }
    return this.#revision !== before;
  }

  /** Nobody asks about `reading` any more: of documents that were never open, whoever read them says so. */
  release(reading: Reading): void {
    const { uri } = reading.document;
    if (this.#prepared.get(uri) === reading) this.#prepared.delete(uri);
  }

  /** Fetches everything that the questions about `reading` will need. It is kept until `close` or `release`. */
  async prepare(reading: Reading): Promise<void> {
    const { uri } = reading.document;
    this.#prepared.set(uri, reading);
    if (reading.pki.objects.length > 0 && this.#entries.get(uri)?.pki !== reading.pki) {
      this.#put(uri, { pki: reading.pki, open: this.#entries.get(uri)?.open ?? false });
    }
    const own = certificatesIn(reading.pki);
    if (reading.contexts.length > 0) {
      await this.#findMainConfigurations(uri);
      const references = distinctReferences(reading.contexts);
      for (let at = 0; at < references.length; at += followedAtOnce) {
        const batch = references.slice(at, at + followedAtOnce).map((reference) => this.#follow(reference, uri));
        own.push(...(await Promise.all(batch)).flat());
      }
      own.push(...this.#objects.certificates.slice(0, linkedCertificates).map(({ certificate }) => certificate));
    }
    await this.#linkAll(own);
    await this.#judgeChains(reading.contexts, uri);
    if (reading.pki.objects.some(({ value }) => value?.kind === 'private-key') && !this.#gitStatus.has(uri)) {
      this.#gitStatus.set(uri, await readGitStatus(this.#host.files, uri));
    }
  }

  resolve(reference: FileReference, fromUri: string): ReferenceTarget {
    const tried = this.#candidates(reference, fromUri);
    for (const uri of tried) {
      const entry = this.#entries.get(uri);
      if (entry) return { state: 'found', uri, objects: entry.pki.objects };
      if (this.#unreadable.has(uri)) return { state: 'unreadable', uri };
    }
    const outside = isAbsolute(reference.path) && !this.#folders.some((folder) => isInside(tried[0] ?? '', folder));
    return { state: 'missing', tried, outside };
  }

  trustAnchorsFor(context: TlsContext, fromUri: string): readonly TrustAnchorCandidate[] {
    const base = this.#writingFolder(fromUri);
    return rankTrustAnchors(
      context,
      this.#objects.certificates,
      (certificate) => this.chainOf(certificate),
      this.#host.now(),
    ).flatMap(({ uri, certificate, object }) => {
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

  certificatesOf(publicKey: SubjectPublicKeyInfo): readonly LocatedObject[] {
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

  get #objects(): ObjectIndex {
    this.#index ??= new ObjectIndex(this.#located());
    return this.#index;
  }

  *#located(): Iterable<LocatedObject> {
    for (const [uri, { pki }] of this.#entries) for (const object of pki.objects) yield { uri, object };
  }

  #put(uri: string, entry: Entry | undefined): void {
    const before = this.#entries.get(uri);
    if (entry) this.#entries.set(uri, entry);
    else this.#entries.delete(uri);
    if (sameValues(before?.pki, entry?.pki)) {
      if (before && entry && before.pki !== entry.pki) this.#index = undefined;
      return;
    }
    this.#index = undefined;
    this.#revision++;
  }

  async #load(uri: string): Promise<void> {
    const read = await this.#host.files.read(uri);
    this.#unreadable.delete(uri);
    if (read.ok) this.#put(uri, { pki: (await readPkiFile(read.value)).pki, open: false });
    else {
      if (read.error.code !== 'not-found') this.#unreadable.add(uri);
      this.#put(uri, undefined);
    }
  }

  /** Loads what a reference leads to and returns its certificates. */
  async #follow(reference: FileReference, fromUri: string): Promise<Certificate[]> {
    for (const uri of this.#candidates(reference, fromUri)) {
      const known = this.#entries.get(uri);
      // File events speak of PKI names inside the folders; anything else is looked at again each time.
      const watched = isPkiName(baseName(uri)) && this.#folders.some((folder) => isInside(uri, folder));
      if (!known || !(known.open || watched)) await this.#load(uri);
      const entry = this.#entries.get(uri);
      if (entry) return certificatesIn(entry.pki);
      if (this.#unreadable.has(uri)) return [];
    }
    return [];
  }

  /** Verifies signatures from `certificates` upwards. */
  async #linkAll(certificates: readonly Certificate[]): Promise<void> {
    const { bySubject } = this.#objects;
    let level = certificates;
    const seen = new Set<string>();
    for (let depth = 0; level.length > 0 && depth < 10; depth++) {
      const fresh = level.filter(({ sha256 }) => !seen.has(sha256));
      for (const { sha256 } of fresh) seen.add(sha256);
      await Promise.all(fresh.map((certificate) => this.#links.link(certificate, bySubject)));
      level = fresh.flatMap((certificate) => this.#links.issuersOf(certificate, bySubject).map(({ issuer }) => issuer));
    }
  }

  /** Loaded with the first configuration that names a certificate, and with the first hover. */
  async #loadPaths(): Promise<CertificationPaths> {
    if (!this.#paths) {
      const { CertificationPaths } = await import('./certification-paths.ts');
      this.#paths ??= new CertificationPaths(this.#host, this.#links, (uri) => ({
        state: 'found',
        uri,
        objects: this.#entries.get(uri)?.pki.objects ?? [],
      }));
    }
    return this.#paths;
  }

  async #judgeChains(contexts: readonly TlsContext[], fromUri: string): Promise<void> {
    const files = new Map<string, ReferenceTarget>();
    // The same file may be named for another purpose too.
    for (const reference of distinct(contexts.flatMap(certificateReferences))) {
      const target = this.resolve(reference, fromUri);
      if (target.state === 'found' && target.objects.length > 0) files.set(target.uri, target);
    }
    if (files.size === 0) return;
    const paths = await this.#loadPaths();
    await Promise.all([...files.values()].map((target) => paths.judge(target, this.#objects)));
  }

  async #findMainConfigurations(uri: string): Promise<void> {
    for (const folder of foldersUpTo(folderOf(uri), this.#pathRootOf(uri))) {
      if (this.#mainConfigurations.has(folder) || !(await this.#host.files.exists(join(folder, 'nginx.conf'))))
        continue;
      this.#mainConfigurations.add(folder);
      this.#candidateUris.clear();
    }
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
function distinctReferences(contexts: readonly TlsContext[]): readonly FileReference[] {
  const distinct = new Map<string, FileReference>();
  for (const reference of contexts.flatMap(fileReferences))
    distinct.set(`${reference.base} ${reference.path}`, reference);
  return [...distinct.values()];
}

function sameValues(a: PkiReading | undefined, b: PkiReading | undefined): boolean {
  if (!a || !b) return a === b;
  return a.objects.length === b.objects.length && a.objects.every(({ value }, i) => isSame(value, b.objects[i]?.value));
}

/** Readers give the same object for the same text, but for private keys: those are kept nowhere, so their facts count. */
function isSame(a: PkiValue | undefined, b: PkiValue | undefined): boolean {
  if (a?.kind !== 'private-key' || b?.kind !== 'private-key') return a === b;
  const half = ({ publicKey }: PrivateKey): string | undefined => publicKey && keyFingerprint(publicKey);
  return (
    a.format === b.format &&
    a.encrypted === b.encrypted &&
    a.keyType === b.keyType &&
    a.bits === b.bits &&
    a.curve === b.curve &&
    half(a) === half(b)
  );
}
