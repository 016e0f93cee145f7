import type { TextChange } from '../edit-between.ts';
import { blockKind } from './blocks.ts';
import type { Directive } from './tree.ts';

/**
 * The names of the directives that differ in two versions of a block, and of those around them; undefined where the change
 * is not within it, or other blocks are in it than parts of a server. Of a part that is another, all that stands in it is
 * different. Whatever the change touches is different: only what lies beside it
 * is sure to have moved as a whole.
 */
export function changedNames(before: Directive, after: Directive, change: TextChange): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  return compare(before, after, change, names) ? names : undefined;
}

/** Two blocks with the same name and arguments. */
function compare(before: Directive, after: Directive, change: TextChange, names: Set<string>): boolean {
  if (!isWithin(change, before)) return false;
  const a = before.body?.children ?? [];
  const b = after.body?.children ?? [];
  const isKept = (one: Directive, other: Directive): boolean => isBeside(change, one) && isSame(one, other);
  let first = 0;
  while (first < a.length && first < b.length && isKept(a[first] as Directive, b[first] as Directive)) first++;
  let last = 0;
  const left = Math.min(a.length, b.length) - first;
  while (last < left && isKept(a.at(-1 - last) as Directive, b.at(-1 - last) as Directive)) last++;
  const gone = a.slice(first, a.length - last);
  const come = b.slice(first, b.length - last);
  if (gone.length + come.length > 0) names.add(before.name.value);
  const [one] = gone;
  const [other] = come;
  if (gone.length === 1 && come.length === 1 && one?.body && other?.body && isSameHead(one, other)) {
    return compare(one, other, change, names);
  }
  return addAll([...gone, ...come], names);
}

/** In place of a name: which blocks there are. */
export const blockMark = '{';

/** Those of all that stands in blocks that are others, and their own. */
export function namesOfBlocks(blocks: readonly Directive[]): ReadonlySet<string> {
  const names = new Set([blockMark]);
  addAll(blocks, names);
  return names;
}

/** False where there is a block that is more than a part of a server. */
function addAll(directives: readonly Directive[], names: Set<string>): boolean {
  let areParts = true;
  for (const { name, body } of directives) {
    names.add(name.value);
    if (!body) continue;
    const isPart = addAll(body.children, names) && blockKind(name.value, 'server') === 'inner';
    if (!isPart) areParts = false;
  }
  return areParts;
}

/** Between the braces. */
function isWithin({ start, end }: TextChange, { body }: Directive): boolean {
  return body?.close !== undefined && start > body.open.start && end <= body.close.start;
}

function isBeside({ start, end }: TextChange, { span }: Directive): boolean {
  return span.end <= start || span.start >= end;
}

function isSame(a: Directive, b: Directive): boolean {
  if (!isSameHead(a, b) || !a.body !== !b.body) return false;
  const before = a.body?.children ?? [];
  const after = b.body?.children ?? [];
  return before.length === after.length && before.every((child, i) => isSame(child, after[i] as Directive));
}

function isSameHead(a: Directive, b: Directive): boolean {
  return (
    a.name.value === b.name.value &&
    a.name.quoted === b.name.quoted &&
    a.args.length === b.args.length &&
    (a.semicolon === undefined) === (b.semicolon === undefined) &&
    a.args.every(
      (word, i) =>
        word.value === b.args[i]?.value && word.quoted === b.args[i]?.quoted && isSameLength(word, b.args[i]),
    )
  );
}

/** Another way of writing the same value is another place for its parts. */
function isSameLength(a: Directive['name'], b: Directive['name'] | undefined): boolean {
  return a.span.end - a.span.start === (b ? b.span.end - b.span.start : -1);
}
