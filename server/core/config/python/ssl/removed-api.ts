import type { SyntaxNode } from '@lezer/common';
import type { Observed } from '../place.ts';
import { children, spanOf } from '../syntax.ts';
import type { Subject } from '../value.ts';

/** Functions that are gone, and since when: https://docs.python.org/3/whatsnew/3.12.html#ssl */
const removed: ReadonlyMap<string, string> = new Map([
  ['ssl.wrap_socket', '3.12'],
  ['ssl.match_hostname', '3.12'],
  ['ssl.RAND_pseudo_bytes', '3.12'],
  ['ssl.RAND_egd', '3.6'],
]);

/** A call of a function that the ssl module no longer has, unless the text looks first whether it is there. */
export function observeRemovedApi({ origin, call, statement }: Subject, text: string): Observed[] {
  const version = origin === undefined ? undefined : removed.get(origin);
  if (!call || origin === undefined || version === undefined || isGuarded(statement, text)) return [];
  return [
    {
      code: 'python/removed-api',
      form: origin.slice('ssl.'.length),
      span: spanOf(call.callee),
      data: { name: origin, version },
    },
  ];
}

/** True inside an `if` or `try` that is there for other versions of Python. */
function isGuarded(statement: SyntaxNode, text: string): boolean {
  for (let at: SyntaxNode | null = statement; at; at = at.parent) {
    if (at.name === 'TryStatement') return true;
    if (at.name !== 'IfStatement') continue;
    const conditions = children(at).filter(({ name }) => name !== 'Body');
    if (conditions.some(({ from, to }) => /hasattr|getattr|version|PY|HAS|HAVE/.test(text.slice(from, to))))
      return true;
  }
  return false;
}
