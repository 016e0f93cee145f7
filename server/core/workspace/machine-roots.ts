import { nextTurn } from '../base/event-loop.ts';
import type { Host } from '../base/host.ts';
import type { MachineStore } from '../lint/settings.ts';
import { findPkiObjects } from '../x509/find-pki-objects.ts';
import { nameKey } from '../x509/name-key.ts';
import type { Certificate } from '../x509/types.ts';

/** Roots that are read between two turns of the event loop, and at most: systems have some hundred. */
const readAtOnce = 16;
const rootsKept = 5_000;

/** The roots of one store. */
export interface RootSet {
  readonly store: MachineStore;
  readonly certificates: readonly Certificate[];
  /** By the key of their subject. */
  readonly bySubject: ReadonlyMap<string, readonly Certificate[]>;
}

/** The root certificates that come with the machine, read when they are asked for. */
export class MachineRoots {
  readonly #host: Host;
  readonly #sets = new Map<MachineStore, Promise<RootSet | undefined>>();
  readonly #loaded = new Map<MachineStore, RootSet>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Undefined where this machine has none to give, as in the web. */
  load(store: MachineStore): Promise<RootSet | undefined> {
    let set = this.#sets.get(store);
    if (!set) {
      set = this.#read(store);
      this.#sets.set(store, set);
    }
    return set;
  }

  /** What `load` resolved to. */
  get(store: MachineStore): RootSet | undefined {
    return this.#loaded.get(store);
  }

  async #read(store: MachineStore): Promise<RootSet | undefined> {
    const texts = await this.#host.roots?.(store);
    if (!texts) return undefined;
    const certificates: Certificate[] = [];
    const bySubject = new Map<string, Certificate[]>();
    for (const [i, text] of texts.slice(0, rootsKept).entries()) {
      if (i % readAtOnce === readAtOnce - 1) await nextTurn();
      for (const { value } of (await findPkiObjects(text)).objects) {
        if (value?.kind !== 'certificate') continue;
        certificates.push(value);
        const name = nameKey(value.subject);
        bySubject.set(name, [...(bySubject.get(name) ?? []), value]);
      }
    }
    const set = { store, certificates, bySubject };
    this.#loaded.set(store, set);
    return set;
  }
}
