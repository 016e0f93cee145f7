/**
 * Which parts of a template are what nginx will read, whatever its marks come to: lines without a mark that begin anew.
 * What a mark may have to do with is not judged.
 */
import { type Span, span } from '../../base/span.ts';

export interface MarkedText {
  /** Whether a range that begins with the name of a directive stands in lines of its own, with no mark in them. */
  isPlain(range: Span): boolean;
  /** Whether no mark stands in the line of an offset, nor in so many lines before and behind it. */
  isFar(offset: number, lines: number): boolean;
}

/** Pairs that stretch over several lines in some files. Between them stands code, or what is left out. */
const pairs: readonly (readonly [open: string, close: string])[] = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
  ['<%', '%>'],
  ['%{', '}'],
  ['{% comment', 'endcomment'],
];

/** A line that is a mark which only steers: what stands behind it begins anew. */
const steering =
  /^(?:\{\{[-~]?\s*(?:[#/^!]|(?:if|else|end|range|with|define|block|each|unless|\$\w+\s*:?=)(?![\w.]))|\{[%#]|\{\/?(?:if|else|elseif|foreach|for|while|section|literal)\b|<%[^=]|@[a-z]|%\{|\.{3}|\[\.{3}\]|…)/;

/** `marks`: those between directives. Others are looked for. */
export function readMarks(text: string, marks: readonly Span[]): MarkedText {
  const all = [...marks, ...pairs.flatMap(([open, close]) => between(text, open, close))];
  all.sort((a, b) => a.start - b.start);
  // How far all up to each reach.
  const reach: number[] = [];
  for (const { end } of all) reach.push(Math.max(end, reach.at(-1) ?? 0));
  const isFree = (start: number, end: number): boolean => {
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.start ?? 0) < end) low = middle + 1;
      else high = middle;
    }
    return low === 0 || (reach[low - 1] ?? 0) <= start;
  };
  const lineStart = (at: number): number => (at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1);
  const lineEnd = (at: number): number => {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  };
  return {
    isPlain: ({ start, end }) => {
      const from = lineStart(start);
      if (!isFree(from, lineEnd(end))) return false;
      const before = text.slice(0, from).trimEnd().length;
      const line = text.slice(lineStart(before), before).trimStart();
      // A value that stands before it may be its beginning.
      return (
        line === '' ||
        /[;{}]$/.test(line.replace(/\}\}$/, '')) ||
        isFree(lineStart(before), before) ||
        steering.test(line)
      );
    },
    isFar: (offset, lines) => {
      let start = lineStart(offset);
      let end = lineEnd(offset);
      for (let i = 0; i < lines; i++) {
        start = lineStart(Math.max(0, start - 1));
        end = lineEnd(Math.min(text.length, end + 1));
      }
      return isFree(start, end);
    },
  };
}

/** From each `open` to the next `close`; to the end of the text where there is none. */
function between(text: string, open: string, close: string): Span[] {
  const found: Span[] = [];
  for (let start = text.indexOf(open); start >= 0; ) {
    const at = text.indexOf(close, start + open.length);
    const end = at < 0 ? text.length : at + close.length;
    found.push(span(start, end));
    start = text.indexOf(open, end);
  }
  return found;
}
