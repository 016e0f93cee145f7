import type { Topic } from './object-store.ts';

/**
 * What an answer may depend on: objects and files, the ranking of CAs, what git ignores, where main configurations lie,
 * which folders there are, which servers, what configurations of several files are made of, and what the settings say of trust anchors.
 */
export type Interest =
  | Topic
  | 'trust-anchors'
  | 'git-ignore'
  | 'main-configurations'
  | 'configurations'
  | 'servers'
  | 'folders'
  | 'trust-settings';

/** When each thing that answers depend on changed last. */
export class Changes {
  readonly #at = new Map<Interest, number>();
  #revision = 0;

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  mark(interests: readonly Interest[]): void {
    if (interests.length === 0) return;
    this.#revision++;
    for (const interest of interests) this.#at.set(interest, this.#revision);
  }

  /** Whether any of `interests` changed after `revision`. */
  since(revision: number, interests: Iterable<Interest>): boolean {
    if (revision === this.#revision) return false;
    for (const interest of interests) if ((this.#at.get(interest) ?? 0) > revision) return true;
    return false;
  }
}
