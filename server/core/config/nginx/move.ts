/** Moves directives in place, for a text that changed before them. */
import type { Span } from '../../base/span.ts';
import type { TextChange } from '../edit-between.ts';
import type { Frame, MovableSpan } from './movable-span.ts';
import type { Word } from './tokens.ts';
import type { Body, Directive } from './tree.ts';

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
  const give = ({ name, args, head, span, semicolon, body }: Directive): void => {
    for (const word of [name, ...args]) {
      giveFrame(word.span, frame);
      if (word.content !== word.span) giveFrame(word.content, frame);
    }
    giveFrame(head, frame);
    giveFrame(span, frame);
    if (semicolon) giveFrame(semicolon, frame);
    if (!body) return;
    giveFrame(body.open, frame);
    if (body.close) giveFrame(body.close, frame);
    body.children.forEach(give);
  };
  give(block);
}

function giveFrame(span: Span, frame: Frame): void {
  (span as MovableSpan).moveTo(frame);
}

function moveOne(directive: Directive, by: number): void {
  moveHead(directive, by);
  moveSpan(directive.span, by);
  const { semicolon, body } = directive;
  if (semicolon) moveSpan(semicolon, by);
  if (!body) return;
  moveBody(body, by, by);
  for (const child of body.children) move(child, by);
}

/** Its name and its arguments. */
export function moveHead({ name, args, head }: Directive, by: number): void {
  moveWord(name, by);
  for (const word of args) moveWord(word, by);
  moveSpan(head, by);
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
    moveBody(directive.body, 0, by);
    moveBehind(directive.body.children as Directive[], former, fresh, { start, end: start, by });
    return;
  }
}

function moveBody({ open, close }: Body, byOpen: number, byClose: number): void {
  moveSpan(open, byOpen);
  if (close) moveSpan(close, byClose);
}

/** A word without quotes has one span for both. */
function moveWord({ span, content }: Word, by: number): void {
  moveSpan(span, by);
  if (content !== span) moveSpan(content, by);
}

export function moveSpan(span: Span, by: number): void {
  const own = span as Mutable<Span>;
  own.start += by;
  own.end += by;
}
