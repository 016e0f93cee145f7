/** A half-open range of UTF-16 offsets into one document. LSP ranges exist only in lsp/. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** True where `offset` is inside `outer` or touches its end, as a cursor does. */
export function touches(outer: Span, offset: number): boolean {
  return offset >= outer.start && offset <= outer.end;
}

export function encloses(outer: Span, inner: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
