import type { ServerTopic } from './known-servers.ts';
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
  | ServerTopic
  | 'folders'
  | 'trust-settings';

/** Things that are told apart, in a session of many days too. */
const mostKept = 250_000;

/** When each thing that answers depend on changed last. */
export class Changes {
  readonly #at = new Map<Interest, number>();
  readonly #shared = new Map<Interest, Interest>();
  #revision = 0;
  /** Of what changed until then nothing is known: anything may have. */
  #forgottenAt = 0;

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  mark(interests: readonly Interest[]): void {
    if (interests.length === 0) return;
    this.#revision++;
    if (this.#at.size > mostKept) {
      this.#at.clear();
      this.#forgottenAt = this.#revision;
    }
    for (const interest of interests) this.#at.set(interest, this.#revision);
  }

  /** The same interests, to be kept: each is in memory once, however many depend on it. */
  shared(interests: Iterable<Interest>): readonly Interest[] {
    if (this.#shared.size > mostKept) this.#shared.clear();
    return Array.from(interests, (interest) => {
      const known = this.#shared.get(interest);
      if (known === undefined) this.#shared.set(interest, interest);
      return known ?? interest;
    });
  }

  /** Whether any of `interests` changed after `revision`. */
  since(revision: number, interests: Iterable<Interest>): boolean {
    if (revision === this.#revision) return false;
    if (revision < this.#forgottenAt) return true;
    for (const interest of interests) if ((this.#at.get(interest) ?? 0) > revision) return true;
    return false;
  }
}
