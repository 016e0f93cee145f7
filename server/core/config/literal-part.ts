import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../base/span.ts';

/** A piece of a string literal: characters, or an expression put between them (templates, f-strings). */
export type LiteralPart =
  | { readonly text: string; readonly span: Span }
  | { readonly expression: SyntaxNode | undefined };

/** The character that an escape means; none where there is no such code point. */
export function fromCodePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
