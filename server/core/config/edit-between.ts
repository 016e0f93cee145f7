/** A stretch of a text that another came in the place of; `by` is how much longer the text is. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly by: number;
}

/** Compared at a time, at the speed of memory. */
const piece = 4_096;

/** Of one edit, several ask. */
let last: { readonly before: string; readonly after: string; readonly change: TextChange | undefined } | undefined;

/** The one change between two versions of a text; undefined where they are the same. */
export function editBetween(before: string, after: string): TextChange | undefined {
  if (last?.before !== before || last.after !== after) last = { before, after, change: compare(before, after) };
  return last.change;
}

function compare(before: string, after: string): TextChange | undefined {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start + piece <= most && before.slice(start, start + piece) === after.slice(start, start + piece))
    start += piece;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start === before.length && start === after.length) return undefined;
  let same = 0;
  const left = most - start;
  const endsOf = (text: string): string => text.slice(text.length - same - piece, text.length - same);
  while (same + piece <= left && endsOf(before) === endsOf(after)) same += piece;
  while (same < left && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same))
    same++;
  return { start, end: before.length - same, by: after.length - before.length };
}
