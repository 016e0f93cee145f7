import type { Span } from '../../../base/span.ts';
import type { Unknown } from '../../../tls/context.ts';
import { spanOf } from '../syntax.ts';
import { type Assignment, isCertain, type Subject, type Value } from '../value.ts';

/** A setting as the statements so far leave it, and what made it so. */
export interface Held<T> {
  readonly value: T | Unknown;
  /** Undefined where nothing in the text says it. */
  readonly span: Span | undefined;
  readonly touch?: Assignment;
}

export function nothing<T>(value: T | Unknown): Held<T> {
  return { value, span: undefined };
}

/** The value that an assignment leaves; `|=` and its like leave one that we do not work out. */
export function settled({ operator, value }: Assignment): Value {
  return operator === '=' ? value : { kind: 'unknown' };
}

/** A setting after one more assignment: certain, or only where it says what held before anyway. */
export function hold<T>(subject: Subject, before: Held<T>, value: T | Unknown, touch: Assignment): Held<T> {
  if (isCertain(touch, subject)) return { value, span: spanOf(touch.statement), touch };
  return value === before.value && value !== 'unknown'
    ? before
    : { value: 'unknown', span: spanOf(touch.statement), touch };
}
