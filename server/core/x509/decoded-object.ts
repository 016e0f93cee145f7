import type { Defect } from './defect.ts';
import { extensionKinds } from './extensions/index.ts';
import type { ObjectReading } from './read-object.ts';
import type { PkiValue } from './types.ts';

/** What came of the bytes of one object, wherever it stands. */
export interface DecodedObject {
  readonly value: PkiValue | undefined;
  /** Decodes everything there is to decode when first asked for. */
  readonly defects: readonly Defect[];
  /** True where the bytes hold a private key, whatever their label says: nothing may keep them. */
  readonly isSecret: boolean;
}

export function decodedObject({ value, defects }: ObjectReading<PkiValue>): DecodedObject {
  return new WithInnerDefects(value, defects);
}

class WithInnerDefects implements DecodedObject {
  readonly value: PkiValue | undefined;
  readonly isSecret: boolean;
  readonly #outer: readonly Defect[];
  #all: readonly Defect[] | undefined;

  constructor(value: PkiValue | undefined, outer: readonly Defect[]) {
    this.value = value;
    // Key stores are made for private keys, and not all of them encrypt theirs.
    this.isSecret = value?.kind === 'private-key' || value?.kind === 'key-store';
    this.#outer = outer;
  }

  get defects(): readonly Defect[] {
    if (!this.#all) {
      const inner = innerDefects(this.value);
      this.#all = inner.length === 0 ? this.#outer : [...this.#outer, ...inner];
    }
    return this.#all;
  }
}

/** What is wrong in the parts that are decoded on demand. */
function innerDefects(value: PkiValue | undefined): readonly Defect[] {
  switch (value?.kind) {
    case 'certificate':
    case 'certification-request':
      return value.extensionValues.defects(extensionKinds);
    case 'certificate-list':
      return [...value.extensionValues.defects(extensionKinds), ...value.entryDefects];
    default:
      return [];
  }
}
