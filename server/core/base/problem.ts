import type { Message } from './message.ts';
import type { Span } from './span.ts';

/** Something in the input that is not what its format asks for. Never thrown: see `Read`. */
export interface Problem {
  /** Stable, kebab-case, for programs: `pem-missing-end`, `der-length`. */
  readonly code: string;
  readonly span: Span;
  /** What was expected and what was found. */
  readonly message: Message;
}

/** What every reader returns: as much as could be read, and everything that was wrong. */
export interface Read<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
}
