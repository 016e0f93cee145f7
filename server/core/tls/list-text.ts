import { type Span, span } from '../base/span.ts';

/** A stretch of a list that stands in the document character by character. */
export interface Piece {
  /** Offset in the list's text. */
  readonly at: number;
  readonly span: Span;
}

/** A string in one of OpenSSL's list languages, as the configuration's program sees it, and where it is written. */
export interface ListText {
  readonly text: string;
  /** In order; what was put together in another way (separators of a join, escapes) is in none. */
  readonly pieces: readonly Piece[];
  /** The expression that can be replaced by another string in these marks; absent where none can. */
  readonly source?: { readonly span: Span; readonly mark: string };
}

/** Where a part of the text stands in the document; undefined where it is not written in one piece. */
export function placeOf({ pieces }: ListText, part: Span): Span | undefined {
  const piece = pieces.findLast(({ at }) => at <= part.start);
  if (!piece) return undefined;
  const start = piece.span.start + part.start - piece.at;
  const end = start + part.end - part.start;
  return end <= piece.span.end ? span(start, end) : undefined;
}

/** True where the whole text stands in the document in one piece. */
export function isOnePiece({ text, pieces }: ListText): boolean {
  const [first] = pieces;
  return pieces.length === 1 && first?.at === 0 && first.span.end - first.span.start === text.length;
}

/** Lists put together from others, in order; `undefined` stands for characters that are written nowhere. */
export function joinTexts(parts: readonly (ListText | string)[]): ListText {
  let text = '';
  const pieces: Piece[] = [];
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else {
      for (const piece of part.pieces) pieces.push({ ...piece, at: piece.at + text.length });
      text += part.text;
    }
  }
  return { text, pieces };
}
