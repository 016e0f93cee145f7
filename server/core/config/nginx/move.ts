/** Moves directives in place, for a text that changed before them. */
import type { Span } from '../../base/span.ts';
import type { TextChange } from '../edit-between.ts';
import type { Frame, MovableSpan } from './movable-span.ts';
import type { Directive } from './tree.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function move(directive: Directive, by: number): void {
  if (by === 0) return;
  const { frame } = directive.span as MovableSpan;
  if (frame.block === directive) frame.at += by;
  else moveOne(directive, by);
}

/** From here on a block moves as a whole: most of a text does, with every key before it. */
export function makeMovable(block: Directive): void {
  const frame: Frame = { at: block.span.start, block };
  const give = (directive: Directive): void => {
    eachSpan(directive, (span) => (span as MovableSpan).moveTo(frame));
    directive.body?.children.forEach(give);
  };
  give(block);
}

function moveOne(directive: Directive, by: number): void {
  eachSpan(directive, (span) => moveSpan(span, by));
  for (const child of directive.body?.children ?? []) move(child, by);
}

/** Its name and its arguments. */
export function moveHead(directive: Directive, by: number): void {
  eachSpanOfHead(directive, (span) => moveSpan(span, by));
}

/** All that has a place in a directive, without the directives in it. */
function eachSpan(directive: Directive, take: (span: Span) => void): void {
  const { span, semicolon, body } = directive;
  eachSpanOfHead(directive, take);
  take(span);
  if (semicolon) take(semicolon);
  if (body) take(body.open);
  if (body?.close) take(body.close);
}

function eachSpanOfHead({ name, args, head }: Directive, take: (span: Span) => void): void {
  for (const { span, content } of [name, ...args]) {
    take(span);
    // A word without quotes has one span for both.
    if (content !== span) take(content);
  }
  take(head);
}

/** Puts `fresh` in the place of `former` and moves all that stands behind the change; what is around it grows. */
export function moveBehind(
  directives: Directive[],
  former: Directive | undefined,
  fresh: Directive | undefined,
  { start, by }: TextChange,
): void {
  for (let i = directives.length - 1; i >= 0; i--) {
    const directive = directives[i] as Directive;
    if (directive === former && fresh) {
      directives[i] = fresh;
      return;
    }
    if (directive.span.end <= start) return;
    if (directive.span.start >= start) {
      move(directive, by);
      continue;
    }
    (directive.span as Mutable<Span>).end += by;
    if (!directive.body) return;
    if (directive.body.close) moveSpan(directive.body.close, by);
    moveBehind(directive.body.children as Directive[], former, fresh, { start, end: start, by });
    return;
  }
}

export function moveSpan(span: Span, by: number): void {
  const own = span as Mutable<Span>;
  own.start += by;
  own.end += by;
}
