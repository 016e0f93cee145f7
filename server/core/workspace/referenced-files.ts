import { differenceOf } from '../base/difference.ts';
import { certificateReferences, type FileReference, fileReferences, type TlsContext } from '../tls/context.ts';

/**
 * The files that the contexts of a document refer to, each place once: many contexts name the same file, inherited or
 * not. Of another version only those contexts are looked at that are others.
 */
export class ReferencedFiles {
  #contexts: readonly TlsContext[] = [];
  readonly #all = new Counted();
  readonly #certificates = new Counted();

  update(contexts: readonly TlsContext[]): void {
    const before = this.#contexts;
    const { start, end, by } = differenceOf(before, contexts);
    for (const context of contexts.slice(start, end + by)) this.#count(context, 1);
    for (const context of before.slice(start, end)) this.#count(context, -1);
    this.#contexts = contexts;
  }

  get all(): readonly FileReference[] {
    return this.#all.references;
  }

  /** Those that certificates are sent from. */
  get certificates(): readonly FileReference[] {
    return this.#certificates.references;
  }

  #count(context: TlsContext, by: 1 | -1): void {
    for (const reference of fileReferences(context)) this.#all.add(reference, by);
    for (const reference of certificateReferences(context)) this.#certificates.add(reference, by);
  }
}

class Counted {
  readonly #counts = new Map<string, { readonly reference: FileReference; count: number }>();
  #references: readonly FileReference[] | undefined;

  get references(): readonly FileReference[] {
    this.#references ??= Array.from(this.#counts.values(), ({ reference }) => reference);
    return this.#references;
  }

  add(reference: FileReference, by: 1 | -1): void {
    // A base is one word.
    const key = `${reference.base} ${reference.path}`;
    const known = this.#counts.get(key);
    if (known) {
      known.count += by;
      if (known.count > 0) return;
      this.#counts.delete(key);
    } else this.#counts.set(key, { reference, count: by });
    this.#references = undefined;
  }
}
