/** Moves directives in place, for a text that changed before them. */
import { byObject } from '../../base/by-object.ts';
import type { Span } from '../../base/span.ts';
import type { TextChange } from '../edit-between.ts';
import type { Word } from './tokens.ts';
import type { Body, Directive } from './tree.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function move(directive: Directive, by: number): void {
  if (by === 0) return;
  // A server is moved with every key before it, and nothing in it becomes another meanwhile.
  if (directive.name.value === 'server' && directive.body) moveAll(partsOf(directive), by);
  else moveOne(directive, by);
}

/** All that has a place in a directive. */
interface Parts {
  readonly spans: readonly Span[];
  readonly bodies: readonly Body[];
  readonly statements: readonly Directive[];
}

const partsOf = byObject((directive: Directive): Parts => {
  const spans = new Set<Span>();
  const bodies: Body[] = [];
  const statements: Directive[] = [];
  const collect = (one: Directive): void => {
    const { name, args, head, span, semicolon, body } = one;
    for (const word of [name, ...args]) spans.add(word.span).add(word.content);
    spans.add(head).add(span);
    if (semicolon !== undefined) statements.push(one);
    if (body) bodies.push(body);
    body?.children.forEach(collect);
  };
  collect(directive);
  return { spans: [...spans], bodies, statements };
});

function moveAll({ spans, bodies, statements }: Parts, by: number): void {
  for (const span of spans) moveSpan(span, by);
  for (const body of bodies) moveBody(body, by, by);
  for (const one of statements as readonly Mutable<Directive>[]) one.semicolon = (one.semicolon ?? 0) + by;
}

function moveOne(directive: Directive, by: number): void {
  moveHead(directive, by);
  moveSpan(directive.span, by);
  const { semicolon, body } = directive;
  if (semicolon !== undefined) (directive as Mutable<Directive>).semicolon = semicolon + by;
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

function moveBody(body: Body, open: number, close: number): void {
  const own = body as Mutable<Body>;
  own.open += open;
  if (own.close !== undefined) own.close += close;
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
