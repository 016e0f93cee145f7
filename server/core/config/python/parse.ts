import { type Tree, TreeFragment } from '@lezer/common';
import { parser } from '@lezer/python';

/** A text and its syntax tree. Lezer always gives a tree; what it could not place is in error nodes. */
export interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

/**
 * The texts parsed last, newest first. Not state that anyone can observe: a fix is written for the text that was just
 * read, and after a keystroke Lezer goes on from the old tree in a tenth of the time of a new one.
 */
const remembered: Parsed[] = [];
const rememberedTexts = 4;

export function parse(text: string): Parsed {
  const known = remembered.find((entry) => entry.text === text);
  const previous = known ?? remembered.find((entry) => isMostlyEqual(entry.text, text));
  const parsed = known ?? { text, tree: grow(withoutMark(text), previous) };
  if (previous) remembered.splice(remembered.indexOf(previous), 1);
  remembered.unshift(parsed);
  remembered.length = Math.min(remembered.length, rememberedTexts);
  return parsed;
}

/** A byte order mark is no part of the first name (Python reference, 2.1.4). An empty line leaves all offsets alone. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? `\n${text.slice(1)}` : text;
}

function grow(text: string, previous: Parsed | undefined): Tree {
  if (!previous) return parser.parse(text);
  const { prefix, suffix } = shared(previous.text, text);
  const change = { fromA: prefix, toA: previous.text.length - suffix, fromB: prefix, toB: text.length - suffix };
  return parser.parse(text, TreeFragment.applyChanges(TreeFragment.addTree(previous.tree), [change]));
}

function isMostlyEqual(a: string, b: string): boolean {
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
