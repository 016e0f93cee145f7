import { nextTurn } from '../base/event-loop.ts';
import type { Host } from '../base/host.ts';
import type { FollowedText } from '../config/followed.ts';
import type { FileReference, TlsContext } from '../tls/context.ts';
import type { Certificate } from '../x509/types.ts';
import type { Changes, Interest } from './changes.ts';
import { type KnownDocuments, readAgainMilliseconds } from './known-documents.ts';
import type { Reading } from './reading.ts';
import type { ReferencePaths } from './reference-paths.ts';
import { ReferencedFiles } from './referenced-files.ts';

/** Files that are read at the same time: each answer takes a moment, and there may be thousands. */
const readAtOnce = 16;
/** Of files that are known already, so many are looked at between two turns: some 30 ms. */
const lookedAtInTurn = 256 * readAtOnce;

/** What a list of references led to. */
export interface Loaded {
  readonly certificates: readonly Certificate[];
  /** What that depends on. */
  readonly interests: readonly Interest[];
}

interface Remembered extends Loaded {
  readonly mains: string;
  readonly revision: number;
  /** Milliseconds since 1970: files that no event speaks of are looked at again. */
  readonly at: number;
}

/** Loads the files that configurations name. While a person types the same ones are asked for with every key. */
export class ReferenceLoading {
  readonly #host: Host;
  readonly #changes: Changes;
  readonly #documents: KnownDocuments;
  readonly #paths: ReferencePaths;
  readonly #referenced = new WeakMap<FollowedText, ReferencedFiles>();
  readonly #loaded = new WeakMap<readonly FileReference[], Remembered>();

  constructor(host: Host, changes: Changes, documents: KnownDocuments, paths: ReferencePaths) {
    this.#host = host;
    this.#changes = changes;
    this.#documents = documents;
    this.#paths = paths;
  }

  /** What `contexts` refer to. What is known of the version before is gone on with. */
  referencedBy({ followed }: Reading, contexts: readonly TlsContext[]): ReferencedFiles {
    const files = (followed && this.#referenced.get(followed.by)) ?? new ReferencedFiles();
    if (followed) this.#referenced.set(followed.by, files);
    files.update(contexts);
    return files;
  }

  /** Whether one of the contexts that were looked at last names a file by a relative path. */
  hasRelative({ followed }: Reading): boolean {
    const all = followed && this.#referenced.get(followed.by)?.all;
    return all?.some(({ path }) => !path.startsWith('/')) ?? true;
  }

  /**
   * Loads them all. `mains`: the main configurations that their paths may start from. Files in `fresh` were read for
   * this already.
   */
  async load(
    references: readonly FileReference[],
    mains: readonly string[],
    fromUri: string,
    fresh: Set<string>,
  ): Promise<Loaded> {
    const at = this.#host.now().getTime();
    const known = this.#loaded.get(references);
    const holds =
      known?.mains === mains.join(' ') &&
      Math.abs(at - known.at) < readAgainMilliseconds &&
      !this.#changes.since(known.revision, known.interests);
    if (holds) return known;
    const { revision } = this.#changes;
    const interests = new Set<Interest>();
    const certificates: Certificate[] = [];
    for (let i = 0; i < references.length; i += readAtOnce) {
      if (i > 0 && i % lookedAtInTurn === 0) await nextTurn();
      const batch = references.slice(i, i + readAtOnce);
      const loaded = await Promise.all(batch.map((reference) => this.#loadOne(reference, fromUri, interests, fresh)));
      certificates.push(...loaded.flat());
    }
    const made = { mains: mains.join(' '), at, revision, interests: [...interests], certificates };
    this.#loaded.set(references, made);
    return made;
  }

  /** Loads what a reference leads to and returns its certificates. */
  async #loadOne(
    reference: FileReference,
    fromUri: string,
    interests: Set<Interest>,
    fresh: Set<string>,
  ): Promise<Certificate[]> {
    if (reference.base === 'configuration') interests.add('main-configurations');
    for (const uri of this.#paths.candidates(reference, fromUri)) {
      interests.add(`file ${uri}`);
      await this.#documents.ensure(uri, fresh);
      const pki = this.#documents.pkiOf(uri);
      if (pki) return pki.objects.flatMap(({ value }) => (value?.kind === 'certificate' ? [value] : []));
      if (this.#documents.isUnreadable(uri)) return [];
    }
    return [];
  }
}
