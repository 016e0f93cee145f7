import type { ProfileName } from '../chain/request.ts';
import type { MachineStore, Settings } from '../lint/settings.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate } from '../x509/types.ts';
import type { RootSet } from './machine-roots.ts';
import { isInside, relativePath } from './paths.ts';

/** The settings that decide whom paths may end at, and by whose rules. */
export type TrustSettings = Pick<Settings, 'profile' | 'trustAnchors'>;

/** What the settings' paths and patterns mean. */
export interface TrustFiles {
  readonly files: ReadonlySet<string>;
  /** Those that mean no file. */
  readonly unmatched: readonly string[];
  /** Whether CAs in a file of the workspace count, by its path from its folder. */
  isIncluded(path: string): boolean;
}

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
  readonly #isMeant: TrustFiles['isIncluded'];
  /** Whether the files asked about so far are included: thousands of certificates stand in one. */
  readonly #included = new Map<string, boolean>();

  constructor(
    { profile, trustAnchors }: TrustSettings,
    found: TrustFiles & { readonly folders: readonly string[]; readonly machine: RootSet | undefined },
  ) {
    this.profile = profile;
    this.files = found.files;
    this.unmatched = found.unmatched;
    this.system = trustAnchors.system;
    this.machine = found.machine;
    this.#folders = found.folders;
    const { files, unmatched, folders } = found;
    this.#identity = JSON.stringify([profile, trustAnchors, folders, [...files], unmatched, found.machine?.store]);
    this.#isMeant = found.isIncluded;
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
    let included = this.#included.get(uri);
    if (included === undefined) {
      const folder = this.#folders.find((candidate) => isInside(uri, candidate));
      included = folder !== undefined && this.#isMeant(relativePath(folder, uri) ?? '');
      this.#included.set(uri, included);
    }
    return included;
  }
}
