/** What is known of texts that were read, for whoever asks about one of them again: an outline, a fix, a place in it. */
import { byObject } from '../../base/by-object.ts';
import type { Span } from '../../base/span.ts';
import { type Level, readLevels } from './level.ts';
import { type Place, readPlaces } from './read.ts';
import { tokenize } from './tokens.ts';
import { isBound, parse, type Tree } from './tree.ts';

/** The texts of one configuration change one at a time. */
const trees = new Map<string, Tree>();
const keptTrees = 100;
/** Of all texts that are kept, in UTF-16 units: a tree takes some thirty times as much. */
const keptCharacters = 4_000_000;
let characters = 0;

export function parseOnce(text: string): Tree {
  const known = trees.get(text);
  if (!known) characters += text.length;
  trees.delete(text);
  const tree = known ?? parse(text);
  trees.set(text, tree);
  for (const oldest of trees.keys()) {
    if (oldest === text || (trees.size <= keptTrees && characters <= keptCharacters)) break;
    trees.delete(oldest);
    characters -= oldest.length;
  }
  return tree;
}

/** A text that is followed, as it is now: what moves in it with the next version is the same objects. */
export interface FollowedTree {
  readonly text: string;
  readonly tree: Tree;
  readonly root: Level;
  readonly places: readonly Place[];
}

/** The one that was read last, by whoever follows it. */
let followed: { readonly by: object; readonly now: FollowedTree } | undefined;

export function keepFollowed(by: object, now: FollowedTree): void {
  followed = { by, now };
}

/** From here on nothing in it stands where it says. */
export function forgetFollowed(by: object): void {
  if (followed?.by === by) followed = undefined;
}

function followedNow(text: string): FollowedTree | undefined {
  return followed?.now.text === text ? followed.now : undefined;
}

/** For those who keep nothing of it: it may be followed. */
export function treeOf(text: string): Tree {
  return followedNow(text)?.tree ?? parseOnce(text);
}

/** Its comments, without a tree of a text that nobody else asks about: what it would be with another comment. */
export function commentsIn(text: string): readonly Span[] {
  const tree = followedNow(text)?.tree ?? trees.get(text);
  // Of the rest it may not know.
  if (tree && !tree.problems.some(({ code }) => isBound(code))) return tree.comments;
  return tokenize(text).tokens.flatMap(({ kind, span }) => (kind === 'comment' ? [span] : []));
}

/** The outermost level; as `treeOf`. */
export function rootOf(text: string): Level {
  return followedNow(text)?.root ?? readLevels(parseOnce(text));
}

/** The fixes of all findings of a text are asked for one after the other. */
const placesOf = byObject((tree: Tree) => readPlaces(tree));

/** The places of contexts, in document order; as `treeOf`. */
export function placesIn(text: string): readonly Place[] {
  return followedNow(text)?.places ?? placesOf(parseOnce(text));
}
