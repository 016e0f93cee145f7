import type { Span } from '../base/span.ts';
import type { Steps } from '../base/steps.ts';
import type { ConfigDocument, ConfigReading } from './language.ts';

/**
 * A document whose versions are read one after the other. What a change leaves alone stays the same object and moves
 * along, so that of all readings only the last says where things stand.
 */
export interface FollowedText {
  /** Grows with every version. */
  readonly version: number;
  read(text: string): ConfigReading;
  /** The same with turns for others, where much is to be read. Until it is done, nothing else is read. */
  readInTurns(text: string): Promise<ConfigReading>;
  /** What is different since it was asked last; undefined where anything may be. */
  takeChanged(): Changed | undefined;
  /** Works an answer out and says by which names it asked for settings; undefined where it looked at all of them. */
  withAsked<T>(steps: Steps<T>): Steps<Asked<T>>;
  /** A copy that moves along with what stands there. */
  keep(span: Span): Span;
}

export interface Asked<T> {
  readonly value: T;
  readonly asked: ReadonlySet<string> | undefined;
}

export interface Changed {
  /** False where everything is as it was, but for its place. */
  readonly isAny: boolean;
  /** The names of the settings that are different, those of the blocks around them among them; undefined is any. */
  readonly names: ReadonlySet<string> | undefined;
  /** Of those, the ones that stand in none of the blocks that are told one by one; undefined is any. */
  readonly around: ReadonlySet<string> | undefined;
  /** The blocks that are different, each with a configuration that holds it, what is around it, and nothing else. */
  readonly blocks: readonly { readonly span: Span; readonly configuration: ConfigDocument }[];
  /** Whether a span that was kept is of a block that is different or no more. */
  isGone(span: Span): boolean;
}

export interface FollowedReading {
  readonly by: FollowedText;
  readonly version: number;
}
