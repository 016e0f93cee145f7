import type { Files } from '../base/host.ts';
import { defaultSettings } from '../lint/settings.ts';
import { glob, isGlob, splitGlob } from './glob.ts';
import type { MachineRoots } from './machine-roots.ts';
import { absolute, baseName, isAbsolute, isInside, join, relativePath } from './paths.ts';
import { isPkiName } from './pki-file.ts';
import { TrustBasis, type TrustSettings } from './trust-basis.ts';

/** Files that the settings of one folder may mean. */
const filesKept = 2_000;

/** What the bases ask of the workspace. */
export interface TrustSurroundings {
  readonly files: Files;
  readonly machine: MachineRoots;
  readonly folders: readonly string[];
  /** Reads a file unless it is kept current anyway. Resolves to whether it is there. */
  load(uri: string): Promise<boolean>;
  /** Called when what counts is another. */
  changed(): void;
}

/** What counts as a trust anchor, folder by folder, by the settings of each. */
export class TrustBases {
  readonly #around: TrustSurroundings;
  #settings: ReadonlyMap<string, TrustSettings> = new Map();
  #bases = new Map<string, TrustBasis>();
  #standard: TrustBasis | undefined;
  #update: Promise<void> = Promise.resolve();

  constructor(around: TrustSurroundings) {
    this.#around = around;
  }

  /** By the settings of the innermost folder that holds `uri`. */
  of(uri: string): TrustBasis {
    let best: readonly [string, TrustBasis] | undefined;
    for (const one of this.#bases) {
      if (isInside(uri, one[0]) && one[0].length >= (best?.[0].length ?? 0)) best = one;
    }
    return best?.[1] ?? this.#bases.get('') ?? this.#default();
  }

  /** `settings` by folder; those of `''` hold for what is in none. */
  set(settings: ReadonlyMap<string, TrustSettings>): Promise<void> {
    this.#settings = settings;
    return this.#renew();
  }

  /** The folders are others. */
  foldersChanged(): void {
    this.#standard = undefined;
    if (this.#settings.size > 0) void this.#renew();
  }

  /** Files came, changed or went: a pattern may mean others now. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    const concerns = (uri: string): boolean => {
      return isPkiName(baseName(uri)) || [...this.#bases.values()].some(({ files }) => files.has(uri));
    };
    const named = [...this.#settings.values()].some(({ trustAnchors }) => trustAnchors.files.length > 0);
    if (named && uris.some(concerns)) await this.#renew();
  }

  #default(): TrustBasis {
    const { folders } = this.#around;
    this.#standard ??= new TrustBasis(defaultSettings, { folders, ...none, machine: undefined });
    return this.#standard;
  }

  /** One after the other: the last settings are what stays. */
  #renew(): Promise<void> {
    const renewed = this.#update.then(() => this.#make());
    this.#update = renewed.catch(() => {});
    return renewed;
  }

  async #make(): Promise<void> {
    const bases = new Map<string, TrustBasis>();
    for (const [folder, settings] of this.#settings) {
      const { files, system } = settings.trustAnchors;
      const found = files.length === 0 ? none : await this.#find(files, folder);
      const machine = system === 'off' ? undefined : await this.#around.machine.load(system);
      const basis = new TrustBasis(settings, { folders: this.#around.folders, ...found, machine });
      const known = this.#bases.get(folder);
      bases.set(folder, known?.isSame(basis) ? known : basis);
    }
    const before = this.#bases;
    this.#bases = bases;
    const isSame = before.size === bases.size && [...bases].every(([folder, basis]) => before.get(folder) === basis);
    if (!isSame) this.#around.changed();
  }

  async #find(patterns: readonly string[], folder: string): Promise<Found> {
    const files = new Set<string>();
    const unmatched: string[] = [];
    for (const pattern of patterns) {
      let isMatched = false;
      for (const uri of await this.#expand(pattern, folder)) {
        if (files.size >= filesKept) break;
        if (!(await this.#around.load(uri))) continue;
        files.add(uri);
        isMatched = true;
      }
      if (!isMatched) unmatched.push(pattern);
    }
    return { files, unmatched };
  }

  async #expand(pattern: string, folder: string): Promise<readonly string[]> {
    const { files, folders } = this.#around;
    // Outside any folder nothing says where a relative path starts.
    const base = folder === '' ? folders[0] : folder;
    if (base === undefined) return [];
    const at = (path: string): string => (isAbsolute(path) ? absolute(path, base) : join(base, path));
    if (!isGlob(pattern)) {
      const uri = at(pattern);
      // A folder cannot be read and has files.
      const inside = (await files.read(uri)).ok ? [] : await files.list(uri, isPkiName);
      return inside.length > 0 ? inside : [uri];
    }
    const { folder: above, rest } = splitGlob(pattern);
    const start = above === '' && !pattern.startsWith('/') ? base : at(above === '' ? '/' : above);
    const isMeant = glob(rest.includes('/') || above !== '' ? `/${rest}` : rest);
    const lastSegment = glob(rest.split('/').at(-1) ?? '');
    const found = await files.list(start, (name) => isPkiName(name) || (!rest.endsWith('**') && lastSegment(name)));
    return found.filter((uri) => isMeant(relativePath(start, uri) ?? ''));
  }
}

type Found = Pick<TrustBasis, 'files' | 'unmatched'>;

const none: Found = { files: new Set(), unmatched: [] };
