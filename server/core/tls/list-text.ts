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
  readonly source?: {
    readonly span: Span;
    readonly mark: string;
    /** What stands in the same string and belongs to another list: it stays, in front. */
    readonly keep?: string;
  };
}

/** Where a part of the text stands in the document; undefined where it is not written in one piece. */
export function placeOf({ pieces }: ListText, part: Span): Span | undefined {
  const piece = pieces.findLast(({ at }) => at <= part.start);
  if (!piece) return undefined;
  const start = piece.span.start + part.start - piece.at;
  const end = start + part.end - part.start;
  return end <= piece.span.end ? span(start, end) : undefined;
}

/** Text without a place of its own. */
export function unplaced(text: string): ListText {
  return { text, pieces: [] };
}

/** Text that stands in the document as it is, between marks that can hold another one. */
export function placed(text: string, place: Span, mark: string): ListText {
  return { text, pieces: [{ at: 0, span: place }], source: { span: place, mark } };
}

/** A part of a list. */
export function sliceText(list: ListText, from: number, to: number): ListText {
  const pieces = list.pieces.flatMap(({ at, span: { start, end } }) => {
    const first = Math.max(at, from);
    const last = Math.min(at + end - start, to);
    return first < last ? { at: first - from, span: span(start + first - at, start + last - at) } : [];
  });
  return { text: list.text.slice(from, to), pieces };
}

/** Lists put together from others, in order. A string stands for characters that are written nowhere. */
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
