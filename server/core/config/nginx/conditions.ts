/** The condition of an `if`, as ngx_http_rewrite_if_condition reads it. */
import type { Word } from './tokens.ts';
import type { Directive } from './tree.ts';

/** `word` is what nginx stops at. */
export interface ConditionFault {
  readonly kind: 'form' | 'operator';
  readonly word: Word;
}

const operators = new Set(['=', '!=', '~', '~*', '!~', '!~*']);

export function conditionFault({ args }: Directive): ConditionFault | undefined {
  const [first] = args;
  const end = args.at(-1);
  if (!first || !end) return undefined;
  const texts = args.map(({ value }) => value);
  if (!first.value.startsWith('(')) return { kind: 'form', word: first };
  texts[0] = first.value.slice(1);
  const from = texts[0] === '' ? 1 : 0;
  const closing = texts.length - 1;
  if (!texts[closing]?.endsWith(')')) return { kind: 'form', word: end };
  texts[closing] = texts[closing].slice(0, -1);
  const to = texts[closing] === '' ? closing - 1 : closing;
  const subject = texts[from] ?? '';
  const word = args[from] ?? first;
  if (/^\$./.test(subject)) {
    // `($host=a)` asks for a variable of that name.
    if (to === from) return /[=!~]/.test(subject) ? { kind: 'form', word } : undefined;
    if (to !== from + 2) return { kind: 'form', word };
    const operator = args[from + 1];
    return operator && !operators.has(texts[from + 1] ?? '') ? { kind: 'operator', word: operator } : undefined;
  }
  return /^!?-[fdex]$/.test(subject) && to === from + 1 ? undefined : { kind: 'form', word };
}
