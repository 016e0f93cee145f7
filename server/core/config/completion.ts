import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';

/** Something that can stand at a place of a text. */
export interface Completion {
  readonly label: string;
  /** What it is, for its icon. */
  readonly kind: 'directive' | 'block' | 'value' | 'variable' | 'file';
  /** What comes into the place of `replaces`; absent: the label. */
  readonly text?: string;
  /** Whether `text` has places to fill in, written as LSP does: `${1:name}`, `$0`. */
  readonly isSnippet?: boolean;
  /** What is written already and goes: from the beginning of the word to its end, the cursor in it. */
  readonly replaces: Span;
  /** A few words behind the label. */
  readonly detail?: Message;
  /** Paragraphs, worked out when the item is looked at. Inline code in backquotes. */
  documentation?(): readonly Message[];
  readonly isDeprecated?: boolean;
}

/** What a language knows to complete by itself: `completions` of `config/<language>/completions.ts`. */
export interface ConfigCompletions {
  /** Best first; empty where nothing of the language can stand. */
  complete(text: string, offset: number): readonly Completion[];
}
