import type { Host } from '../base/host.ts';
import type { PkiReading } from '../x509/types.ts';
import type { Changes } from './changes.ts';
import type { ObjectStore } from './object-store.ts';
import { baseName } from './paths.ts';
import { isPkiName, readPkiFile } from './pki-file.ts';
import type { ReferencePaths } from './reference-paths.ts';
import { sameValues } from './same-value.ts';

/** Files that are read at the same time: each answer takes a moment, and there may be thousands. */
const readAtOnce = 16;
/** Files outside the folders that are looked at again with every file event: nobody says when they change. */
const unwatchedKept = 500;

/** While a person types, the same files are asked for with every key. */
export const readAgainMilliseconds = 1_000;

/** What every document and file that was looked at holds, kept current. */
export class KnownDocuments {
  readonly #host: Host;
  /** Whether somebody says when a file of the folders changes. */
  readonly #isWatched: boolean;
  readonly #changes: Changes;
  readonly #store: ObjectStore;
  readonly #paths: ReferencePaths;
  /** Documents that hold, or are expected to hold, PKI objects. */
  readonly #entries = new Map<string, PkiReading>();
  /** What the open ones hold, if anything: unsaved text wins over the file. */
  readonly #open = new Map<string, PkiReading>();
  readonly #unreadable = new Set<string>();
  readonly #unwatched = new Set<string>();
  /** When a file was read that no event keeps current, or that is not there. */
  readonly #readAt = new Map<string, number>();

  constructor(host: Host, isWatched: boolean, changes: Changes, store: ObjectStore, paths: ReferencePaths) {
    this.#host = host;
    this.#isWatched = isWatched;
    this.#changes = changes;
    this.#store = store;
    this.#paths = paths;
  }

  has(uri: string): boolean {
    return this.#entries.has(uri);
  }

  pkiOf(uri: string): PkiReading | undefined {
    return this.#entries.get(uri);
  }

  /** Whether the file is there and could not be read. */
  isUnreadable(uri: string): boolean {
    return this.#unreadable.has(uri);
  }

  /** Files that no event speaks of. */
  get unwatched(): Iterable<string> {
    return this.#unwatched;
  }

  /** The text of an open document, on every change. */
  open(uri: string, pki: PkiReading): void {
    this.#open.set(uri, pki);
    if (pki.objects.length > 0 || this.#entries.has(uri)) this.#put(uri, pki);
  }

  /** What was read of a document, open or not. */
  take(uri: string, pki: PkiReading): void {
    if (pki.objects.length > 0 && (this.#open.get(uri) ?? pki) === pki) this.#put(uri, pki);
  }

  /** Back to what the file holds. */
  async close(uri: string): Promise<void> {
    if (this.#open.delete(uri) && this.#entries.has(uri)) await this.#load(uri);
  }

  /** What is in no folder any more, and not open. */
  forget(isForgotten: (uri: string) => boolean): void {
    for (const uri of this.#entries.keys()) if (!this.#open.has(uri) && isForgotten(uri)) this.#put(uri, undefined);
  }

  async loadAll(uris: readonly string[]): Promise<void> {
    for (let at = 0; at < uris.length; at += readAtOnce) {
      if (at > 0) await this.#host.giveWay?.();
      const closed = uris.slice(at, at + readAtOnce).filter((uri) => !this.#open.has(uri));
      // Put in their order, whichever is read first.
      const read = await Promise.all(closed.map(async (uri) => [uri, await this.#host.files.read(uri)] as const));
      for (const [uri, result] of read) await this.#keep(uri, result);
    }
  }

  /** Loads a file unless events keep it current. Files in `fresh` were read for this already. */
  async ensure(uri: string, fresh: Set<string>): Promise<void> {
    const open = this.#open.get(uri);
    if (open) {
      this.#put(uri, open);
      return;
    }
    // File events speak of PKI names inside the folders; anything else is looked at again each time.
    const watched = this.#isWatched && isPkiName(baseName(uri)) && this.#paths.isInWorkspace(uri);
    if (!watched && this.#unwatched.size < unwatchedKept) this.#unwatched.add(uri);
    if (fresh.has(uri) || (watched && this.#entries.has(uri))) return;
    fresh.add(uri);
    const now = this.#host.now().getTime();
    if (Math.abs(now - (this.#readAt.get(uri) ?? 0)) < readAgainMilliseconds) return;
    if (this.#readAt.size >= unwatchedKept) this.#readAt.clear();
    this.#readAt.set(uri, now);
    await this.#load(uri);
  }

  async #load(uri: string): Promise<void> {
    await this.#keep(uri, await this.#host.files.read(uri));
  }

  async #keep(uri: string, read: Awaited<ReturnType<Host['files']['read']>>): Promise<void> {
    const pki = read.ok ? (await readPkiFile(read.value)).pki : undefined;
    // It may have been opened meanwhile.
    if (this.#open.has(uri)) return;
    const wasUnreadable = this.#unreadable.delete(uri);
    const isUnreadable = !read.ok && read.error.code !== 'not-found';
    if (isUnreadable) this.#unreadable.add(uri);
    if (wasUnreadable !== isUnreadable) this.#changes.mark([`file ${uri}`]);
    this.#put(uri, pki);
  }

  #put(uri: string, pki: PkiReading | undefined): void {
    const before = this.#entries.get(uri);
    if (before === pki) return;
    if (pki) this.#entries.set(uri, pki);
    else this.#entries.delete(uri);
    const topics = this.#store.put(uri, pki?.objects);
    // Where only spans moved, nothing is another for anyone else.
    if (!sameValues(before, pki)) this.#changes.mark(topics);
  }
}
