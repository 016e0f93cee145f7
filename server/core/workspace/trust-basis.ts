import type { ProfileName } from '../chain/request.ts';
import type { MachineStore, Settings } from '../lint/settings.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate } from '../x509/types.ts';
import { glob } from './glob.ts';
import type { RootSet } from './machine-roots.ts';
import { isInside, relativePath } from './paths.ts';

/** The settings that decide whom paths may end at, and by whose rules. */
export type TrustSettings = Pick<Settings, 'profile' | 'trustAnchors'>;

/** Why a certificate counts as a trust anchor: `given` ones are trusted as they are, those of the workspace as roots. */
export type AnchorSource = 'workspace' | 'given';

/** What a workspace folder's documents are validated by. Another one is made when the settings or files change. */
export class TrustBasis {
  readonly profile: ProfileName;
  readonly #identity: string;
  /** The files that the settings mean. */
  readonly files: ReadonlySet<string>;
  /** Entries of the setting that mean no file. */
  readonly unmatched: readonly string[];
  readonly system: MachineStore | 'off';
  /** Undefined where `system` is off, or the machine has none to give. */
  readonly machine: RootSet | undefined;
  readonly #folders: readonly string[];
  readonly #include: readonly ((path: string) => boolean)[] | undefined;
  readonly #exclude: readonly ((path: string) => boolean)[];

  constructor(
    { profile, trustAnchors }: TrustSettings,
    found: {
      readonly folders: readonly string[];
      readonly files: ReadonlySet<string>;
      readonly unmatched: readonly string[];
      readonly machine: RootSet | undefined;
    },
  ) {
    this.profile = profile;
    this.files = found.files;
    this.unmatched = found.unmatched;
    this.system = trustAnchors.system;
    this.machine = found.machine;
    this.#folders = found.folders;
    const { files, unmatched, folders } = found;
    this.#identity = JSON.stringify([profile, trustAnchors, folders, [...files], unmatched, found.machine?.store]);
    // The usual case looks at no path.
    this.#include = trustAnchors.include.includes('**') ? undefined : trustAnchors.include.map(glob);
    this.#exclude = trustAnchors.exclude.map(glob);
  }

  isSame(other: TrustBasis): boolean {
    return this.#identity === other.#identity;
  }

  /** Why a certificate that stands in these files may be a trust anchor. */
  sourceOf(uris: Iterable<string>): AnchorSource | undefined {
    let source: AnchorSource | undefined;
    for (const uri of uris) {
      if (this.files.has(uri)) return 'given';
      if (!source && this.#isIncluded(uri)) source = 'workspace';
    }
    return source;
  }

  /** Roots of the machine by the key of their name. */
  machineRoots(name: string): readonly Certificate[] {
    return this.machine?.bySubject.get(name) ?? [];
  }

  isMachineRoot({ subject, sha256 }: Certificate): boolean {
    return this.machineRoots(nameKey(subject)).some((root) => root.sha256 === sha256);
  }

  #isIncluded(uri: string): boolean {
    const folder = this.#folders.find((candidate) => isInside(uri, candidate));
    if (folder === undefined) return false;
    if (!this.#include && this.#exclude.length === 0) return true;
    const path = relativePath(folder, uri) ?? '';
    return this.#include?.some((isMeant) => isMeant(path)) !== false && !this.#exclude.some((isMeant) => isMeant(path));
  }
}
