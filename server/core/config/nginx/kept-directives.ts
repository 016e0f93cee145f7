import type { TextChange } from '../edit-between.ts';
import { type Mutable, move } from './move.ts';
import { isSameDirective, isSameHead } from './same.ts';
import type { Directive } from './tree.ts';

/**
 * `after` is what was read anew of the block `before`, in the same frame. What stands in it as it stood becomes the same
 * objects again, and the places of the blocks around the change too: whoever took facts from them finds the same ones.
 */
export function keepDirectives(before: Directive, after: Mutable<Directive>, change: TextChange): void {
  if (!before.body || !after.body || !isSameHead(before, after, 0)) return;
  const span: Mutable<Directive['span']> = before.span;
  span.end = after.span.end;
  Object.assign(after, { name: before.name, args: before.args, head: before.head, span });
  const was = before.body.children;
  const now = after.body.children as Directive[];
  let first = 0;
  for (; first < was.length && first < now.length; first++) {
    const one = was[first] as Directive;
    if (one.span.end > change.start || !isSameDirective(one, now[first] as Directive, 0)) break;
    now[first] = one;
  }
  const most = Math.min(was.length, now.length) - first;
  let last = 0;
  for (; last < most; last++) {
    const one = was[was.length - 1 - last] as Directive;
    const place = now.length - 1 - last;
    if (one.span.start < change.end || !isSameDirective(one, now[place] as Directive, change.by)) break;
    move(one, change.by);
    now[place] = one;
  }
  if (first + last !== was.length - 1 || was.length !== now.length) return;
  keepDirectives(was[first] as Directive, now[first] as Directive, change);
}
