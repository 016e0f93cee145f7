import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../base/span.ts';
import type { Sometimes } from '../../tls/context.ts';
import { spanOf } from './syntax.ts';
import type { Assignment, Branch, Subject } from './value.ts';

/** What an assignment in a branch leaves there, where `if` alone decides whether the program comes to it. */
export function sometimes<T>(value: T, touch: Assignment, subject: Subject): Sometimes<T> | undefined {
  const condition = touch.operator === '=' ? conditionOf(touch, subject) : undefined;
  return condition && { value, span: spanOf(touch.statement), condition };
}

/** The condition nearest to a touch; undefined where a function, a loop or a handler stands between it and the object. */
function conditionOf(touch: Assignment, subject: Subject): Span | undefined {
  const around = new Set<Branch>();
  for (let at = subject.branch; at; at = at.parent) around.add(at);
  let nearest: Span | undefined;
  for (let at = touch.branch; at && !around.has(at); at = at.parent) {
    const condition = at.isDead ? undefined : testBefore(at.node);
    if (!condition) return undefined;
    nearest ??= condition;
  }
  return nearest;
}

/** The test of `if` or `elif` that a body, or the `else` behind it, depends on. */
function testBefore(body: SyntaxNode): Span | undefined {
  if (body.name !== 'Body' || body.parent?.name !== 'IfStatement') return undefined;
  for (let at = body.prevSibling; at; at = at.prevSibling) {
    if (!/^(?:if|elif|else|Body|Comment|:)$/.test(at.name)) return spanOf(at);
  }
  return undefined;
}
