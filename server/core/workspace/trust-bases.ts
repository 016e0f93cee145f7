import type { Files } from '../base/host.ts';
import { defaultSettings, type TrustAnchorSettings } from '../lint/settings.ts';
import type { MachineRoots } from './machine-roots.ts';
import { baseName, isInside } from './paths.ts';
import { isPkiName } from './pki-file.ts';
import { TrustBasis, type TrustFiles, type TrustSettings } from './trust-basis.ts';

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
    this.#standard ??= new TrustBasis(defaultSettings, { folders, ...everything, machine: undefined });
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
      const { system } = settings.trustAnchors;
      const found = await this.#find(settings.trustAnchors, folder);
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

  async #find(settings: TrustAnchorSettings, folder: string): Promise<TrustFiles> {
    const { include, exclude } = settings;
    if (settings.files.length === 0 && exclude.length === 0 && include.includes('**')) return everything;
    const { findTrustFiles } = await import('./trust-files.ts');
    const { files, folders, load } = this.#around;
    return findTrustFiles(settings, folder === '' ? folders[0] : folder, files, load);
  }
}

/** The standard settings: every CA of the workspace, and nothing else. */
const everything: TrustFiles = { files: new Set(), unmatched: [], isIncluded: () => true };
