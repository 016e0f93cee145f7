import type { Files } from '../base/host.ts';
import type { FileReference } from '../tls/context.ts';
import type { Changes } from './changes.ts';
import { baseFolders, candidates, folderOf, foldersUpTo, isInside, join } from './paths.ts';

/** Meanings of references that are remembered. */
const candidatesKept = 20_000;

/** The workspace folders, and what a path in one of their documents may mean. */
export class ReferencePaths {
  readonly #files: Files;
  readonly #changes: Changes;
  #folders: readonly string[] = [];
  #pathRoots: ReadonlyMap<string, string> = new Map();
  readonly #mainConfigurations = new Set<string>();
  /** Folders of the workspace that were found to have none. */
  readonly #without = new Set<string>();
  /** What a reference may mean, by who refers to it and then how: many contexts name the same file. */
  readonly #candidates = new Map<string, Map<string, string[]>>();
  #candidatesCount = 0;

  constructor(files: Files, changes: Changes) {
    this.#files = files;
    this.#changes = changes;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** With those that only references lead to. */
  get foldersAndPathRoots(): readonly string[] {
    return [...this.#folders, ...this.#pathRoots.values()];
  }

  setFolders(folders: readonly string[], pathRoots: ReadonlyMap<string, string>): void {
    this.#folders = folders.map((folder) => folder.replace(/\/+$/, ''));
    this.#pathRoots = pathRoots;
    this.#without.clear();
    this.#forgetCandidates();
    this.#changes.mark(['folders']);
  }

  isInWorkspace(uri: string): boolean {
    return this.#folders.some((folder) => isInside(uri, folder));
  }

  /** The topmost workspace folder that holds `uri`. */
  rootOf(uri: string): string | undefined {
    return this.#folders.filter((folder) => isInside(uri, folder)).sort((a, b) => a.length - b.length)[0];
  }

  /** The URIs a reference may mean, best first. */
  candidates(reference: FileReference, fromUri: string): readonly string[] {
    // A base is one word.
    const key = `${reference.base} ${reference.path}`;
    const known = this.#candidates.get(fromUri)?.get(key);
    if (known) return known;
    const uris = candidates(reference, fromUri, this.#pathRootOf(fromUri), this.#mainConfigurations);
    if (++this.#candidatesCount > candidatesKept) this.#forgetCandidates();
    const own = this.#candidates.get(fromUri) ?? new Map<string, string[]>();
    this.#candidates.set(fromUri, own.set(key, uris));
    return uris;
  }

  /** The folders that a relative path in `fromUri` may start from, best first. */
  baseFolders(base: FileReference['base'], fromUri: string): readonly string[] {
    return baseFolders(base, folderOf(fromUri), this.#pathRootOf(fromUri), this.#mainConfigurations);
  }

  /** The main configurations (nginx.conf) above a document, nearest first. */
  async findMainConfigurations(uri: string): Promise<readonly string[]> {
    const above = foldersUpTo(folderOf(uri), this.#pathRootOf(uri));
    for (const folder of above) {
      if (this.#mainConfigurations.has(folder)) continue;
      // While a person types it is asked with every key; a file event tells of one that comes.
      if (this.#without.has(folder)) continue;
      if (!(await this.#files.exists(join(folder, 'nginx.conf')))) {
        if (this.isInWorkspace(`${folder}/nginx.conf`)) this.#without.add(folder);
        continue;
      }
      this.#mainConfigurations.add(folder);
      this.#forgetCandidates();
    }
    return above.filter((folder) => this.#mainConfigurations.has(folder)).map((folder) => join(folder, 'nginx.conf'));
  }

  /** A main configuration may have come or gone. */
  async checkMainConfiguration(uri: string): Promise<void> {
    const folder = folderOf(uri);
    this.#without.delete(folder);
    const isThere = await this.#files.exists(uri);
    if (isThere === this.#mainConfigurations.has(folder)) return;
    if (isThere) this.#mainConfigurations.add(folder);
    else this.#mainConfigurations.delete(folder);
    this.#forgetCandidates();
    this.#changes.mark(['main-configurations']);
  }

  #forgetCandidates(): void {
    this.#candidates.clear();
    this.#candidatesCount = 0;
  }

  /** The topmost folder that relative paths in `uri` may start from. */
  #pathRootOf(uri: string): string | undefined {
    const folder = this.rootOf(uri);
    return folder === undefined ? undefined : (this.#pathRoots.get(folder) ?? folder);
  }
}
