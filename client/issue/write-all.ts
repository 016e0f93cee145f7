/** What writing needs of a file system; addresses are URIs. */
export interface FileStore {
  exists(uri: string): Promise<boolean>;
  write(uri: string, contents: string): Promise<void>;
  /** Replaces nothing: fails where `to` is there. */
  rename(from: string, to: string): Promise<void>;
  remove(uri: string): Promise<void>;
}

export interface FileToWrite {
  readonly uri: string;
  readonly contents: string;
}

/**
 * Writes all files or none: first under temporary names, then all that was there is moved aside, and only then the new
 * ones are put in place. Rejects with what went wrong after everything is as it was. Where nothing can be put back, as
 * after a kill, the names are held by old files alone or by new files alone, and the others are beside them under their
 * temporary names, `.old-ID.NAME` and `.new-ID.NAME`, whose endings git ignores as it does theirs.
 */
export async function writeAll(files: readonly FileToWrite[], store: FileStore, id: string): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  const kept: string[] = [];
  try {
    for (const { uri, contents } of files) {
      const temporary = beside(uri, `new-${id}`);
      undo.unshift(() => removeIfThere(temporary, store));
      await store.write(temporary, contents);
    }
    for (const { uri } of files) {
      if (!(await store.exists(uri))) continue;
      const old = beside(uri, `old-${id}`);
      await store.rename(uri, old);
      undo.unshift(() => store.rename(old, uri));
      kept.push(old);
    }
    for (const { uri } of files) {
      await store.rename(beside(uri, `new-${id}`), uri);
      undo.unshift(() => store.remove(uri));
    }
  } catch (error) {
    for (const step of undo) await step().catch(() => {});
    throw error;
  }
  // The new files are complete; an old one that cannot be removed is no reason to take them back.
  for (const old of kept) await store.remove(old).catch(() => {});
}

async function removeIfThere(uri: string, store: FileStore): Promise<void> {
  if (await store.exists(uri)) await store.remove(uri);
}

/** A hidden name in the same folder. */
function beside(uri: string, prefix: string): string {
  const at = uri.lastIndexOf('/') + 1;
  return `${uri.slice(0, at)}.${prefix}.${uri.slice(at)}`;
}
