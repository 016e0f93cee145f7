/** Changes after which everything is as it was, at another place; and the places that move along with any change. */
import type { Span } from '../../base/span.ts';
import type { TextChange } from '../edit-between.ts';
import { type Mutable, moveBehind, moveSpan } from './move.ts';
import type { Section } from './sections.ts';
import type { Directive, Tree } from './tree.ts';

/** A change within one comment moves what stands behind it, and no more. */
export function followComment({ children, comments }: Tree, text: string, change: TextChange): boolean {
  const comment = comments.find(({ start, end }) => start < change.start && change.end <= end) as
    | Mutable<Span>
    | undefined;
  if (!comment || text.slice(change.start, change.end + change.by).search(/[\r\n]/) >= 0) return false;
  if (!isBetween(children, change.start)) return false;
  const isEnded = /^\r?(?:\n|$)/.test(text.slice(comment.end + change.by, comment.end + change.by + 2));
  if (!isEnded) return false;
  moveBehind(children as Directive[], undefined, undefined, change);
  for (const other of comments as readonly Mutable<Span>[]) {
    if (other.start > comment.start) moveSpan(other, change.by);
  }
  comment.end += change.by;
  return true;
}

/** White space that comes or goes before a line between directives moves what stands behind it. */
export function followGap({ children, comments }: Tree, before: string, text: string, change: TextChange): boolean {
  const { start, end, by } = change;
  if (!/^[ \t\r\n]*$/.test(before.slice(start, end) + text.slice(start, end + by))) return false;
  if (!isBetween(children, start)) return false;
  // Its line is blank before it: no comment ends there, and the word behind it stays the first of its line.
  const line = before.slice(start === 0 ? 0 : before.lastIndexOf('\n', start - 1) + 1, start);
  if (line.trim() !== '') return false;
  moveBehind(children as Directive[], undefined, undefined, change);
  for (const comment of comments) if (comment.start >= end) moveSpan(comment, by);
  return true;
}

/** Whether an offset is in no directive, but for the bodies of blocks around it. */
function isBetween(directives: readonly Directive[], offset: number): boolean {
  const around = directives.find(({ span: { start, end } }) => start < offset && offset < end);
  if (!around) return true;
  return around.body !== undefined && around.body.open.start < offset && isBetween(around.body.children, offset);
}

/** The problems of `sections`, but of those that were read again. */
export function moveProblems(sections: readonly Section[], but: ReadonlySet<Section>, { end, by }: TextChange): void {
  for (const section of sections) {
    if (but.has(section)) continue;
    for (const { span } of section.problems) if (span.start >= end) moveSpan(span, by);
  }
}

/** The comments of the section from `start` to `end` are `fresh` ones. */
export function moveComments(tree: Tree, { by }: TextChange, { start, end }: Span, fresh: readonly Span[]): void {
  const comments = tree.comments as Mutable<Span>[];
  const from = comments.findIndex((comment) => comment.start >= start);
  if (from < 0) {
    comments.push(...fresh.map((comment) => ({ start: comment.start + start, end: comment.end + start })));
    return;
  }
  let to = from;
  while (to < comments.length && (comments[to]?.start ?? 0) < end) to++;
  for (const comment of comments.slice(to)) moveSpan(comment, by);
  comments.splice(from, to - from, ...fresh.map((one) => ({ start: one.start + start, end: one.end + start })));
}

/** Spans of findings: those in no section, or in the one that a change is in. Those of others move along with them. */
export function moveKept(spans: readonly Mutable<Span>[], { start, end, by }: TextChange): void {
  const moved = (at: number): number => (at >= end ? at + by : Math.min(at, start));
  // What is put in right behind a span is no part of it.
  const movedEnd = (at: number): number => (at > end || (at === end && start < end) ? at + by : Math.min(at, start));
  for (const span of spans) {
    if (span.end < start) continue;
    span.start = moved(span.start);
    span.end = Math.max(span.start, movedEnd(span.end));
  }
}
