import type { Span } from './span.ts';

/** A replacement in one text. An insertion has an empty span. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Applies edits that do not overlap; identical ones count once. Returns undefined where two overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let at = 0;
  let previous: TextEdit | undefined;
  for (const edit of sorted) {
    if (previous && sameEdit(previous, edit)) continue;
    if (edit.span.start < at) return undefined;
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
    previous = edit;
  }
  return result + text.slice(at);
}

export function sameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;
}
