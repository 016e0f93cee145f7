import type { Files } from '../base/host.ts';
import { readGitIndex } from './git-index.ts';
import { absolute, isAbsolute, join, relativePath } from './paths.ts';

/** Which files git tracks, by the repositories they are in. Each index is read once, until `forget`. */
export class TrackedFiles {
  readonly #files: Files;
  readonly #indexes = new Map<string, Promise<ReadonlySet<string> | undefined>>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Whether the repository at the folder `top` tracks `uri`; false where its index cannot be read. */
  async has(uri: string, top: string): Promise<boolean> {
    let index = this.#indexes.get(top);
    if (!index) {
      index = readIndex(top, this.#files);
      this.#indexes.set(top, index);
    }
    const path = relativePath(top, uri);
    return path !== undefined && ((await index)?.has(path) ?? false);
  }

  /** An index has changed. */
  forget(): void {
    this.#indexes.clear();
  }
}

async function readIndex(top: string, files: Files): Promise<ReadonlySet<string> | undefined> {
  const own = await files.read(join(top, '.git/index'));
  if (own.ok) return readGitIndex(own.value);
  // Of a further work tree or a submodule, `.git` is a file that says where the rest is (gitrepository-layout(5)).
  const link = await files.read(join(top, '.git'));
  const path = link.ok ? /^gitdir: (.{1,4096}?)\r?\n?$/.exec(new TextDecoder().decode(link.value))?.[1] : undefined;
  if (path === undefined) return undefined;
  const folder = isAbsolute(path) ? absolute(path, top) : join(top, path);
  const elsewhere = await files.read(join(folder, 'index'));
  return elsewhere.ok ? readGitIndex(elsewhere.value) : undefined;
}
