import { type Parser, type Tree, TreeFragment } from '@lezer/common';

/** A text with the tree that was made of it. */
export interface Grown {
  readonly text: string;
  readonly tree: Tree;
}

/** Parses `text`, going on from the tree of an earlier text where there is one: a keystroke costs what it changed. */
export function reparse(parser: Parser, text: string, previous: Grown | undefined): Tree {
  if (!previous) return parser.parse(text);
  const { prefix, suffix } = shared(previous.text, text);
  const change = { fromA: prefix, toA: previous.text.length - suffix, fromB: prefix, toB: text.length - suffix };
  return parser.parse(text, TreeFragment.applyChanges(TreeFragment.addTree(previous.tree), [change]));
}

/** Whether `a` is near enough to `b` for its tree to be worth going on from. */
export function isMostlyEqual(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > b.length / 2) return false;
  const { prefix, suffix } = shared(a, b);
  return prefix + suffix > b.length / 2;
}

function shared(a: string, b: string): { prefix: number; suffix: number } {
  const most = Math.min(a.length, b.length);
  let prefix = 0;
  while (prefix < most && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  let suffix = 0;
  const left = most - prefix;
  while (suffix < left && a.charCodeAt(a.length - 1 - suffix) === b.charCodeAt(b.length - 1 - suffix)) suffix++;
  return { prefix, suffix };
}
