import type { TextEdit } from '../base/edit.ts';
import type { MessageData } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { FileReference, TlsContext } from './context.ts';

/**
 * A fact about a text that is not a setting of a context: a pitfall of one language or of one library. The language
 * that knows it makes it, the language's own rule judges and words it.
 */
export interface Observation {
  /** What was seen, after its language: `python/server-check-hostname`. */
  readonly code: string;
  /** Which of the rule's messages fits, where it has several. */
  readonly form?: string;
  /** What a finding underlines. */
  readonly span: Span;
  readonly data?: MessageData;
  /** The file that decides it, where that is another. */
  readonly elsewhere?: { readonly uri: string; readonly span: Span };
  /** Files whose content decides whether anything is wrong. */
  readonly references?: readonly FileReference[];
  /** The connection that it is about, where a CA can be trusted for it: see `trust`. */
  readonly context?: TlsContext;
  /** Edits that put it right; undefined where there are none. */
  repair?(): readonly TextEdit[] | undefined;
  /** As `repair`, with the CA in a file as the one that is trusted. */
  trust?(anchors: string): readonly TextEdit[] | undefined;
}
