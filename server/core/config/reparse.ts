import { type Parser, type PartialParse, type Tree, TreeFragment } from '@lezer/common';
import { nextTurn } from '../base/event-loop.ts';
import type { Observation } from '../tls/observation.ts';
import { editBetween } from './edit-between.ts';

/** A text with the tree that was made of it. */
export interface Grown {
  readonly text: string;
  readonly tree: Tree;
  /** Where parsing was given up; the tree holds what is before. */
  readonly stoppedAt?: number | undefined;
}

/**
 * Where a text can be read in two ways, Lezer goes on with copies of its stack and keeps them to the end: an opening
 * bracket repeated 50,000 times takes gigabytes. So the numbers copied are counted. Of real programs of 1 MB, the
 * most is 1.5 million.
 */
const mostCopied = 5_000_000;
/** Steps out of what is no program: 80 % of those of a text without any sense, some hundred of one being typed. */
const mostRecovered = 5_000;

/** What Lezer keeps of its ways through a text; absent in a version that keeps it otherwise. */
interface Ways {
  readonly stacks?: readonly { readonly stack?: readonly number[] }[];
  readonly recovering?: number;
}

/** Parses `text`, going on from the tree of an earlier text where there is one: a keystroke costs what it changed. */
export function reparse(parser: Parser, text: string, previous: Grown | undefined): Grown {
  const fragments = previous ? changedFrom(previous, text) : undefined;
  return { text, ...run(parser.startParse(text, fragments)) };
}

/** The same in pieces: of a megabyte it takes half a second, in which nobody else should wait. */
export async function reparseInTurns(parser: Parser, text: string, previous: Grown | undefined): Promise<Grown> {
  const steps = stepping(parser.startParse(text, previous ? changedFrom(previous, text) : undefined));
  for (;;) {
    for (let i = 0; i < stepsOfTurn; i++) {
      const { done, value } = steps.next();
      if (done) return { text, ...value };
    }
    await nextTurn();
  }
}

/** Some 10 ms. */
const stepsOfTurn = 10_000;

interface Run {
  readonly tree: Tree;
  readonly stoppedAt: number | undefined;
}

function run(parse: PartialParse): Run {
  const steps = stepping(parse);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function* stepping(parse: PartialParse): Generator<undefined, Run, undefined> {
  let copied = 0;
  let recovered = 0;
  for (;;) {
    const tree = parse.advance();
    if (tree) return { tree, stoppedAt: parse.stoppedAt ?? undefined };
    const { stacks = [], recovering = 0 } = parse as Ways;
    if (stacks.length > 1) copied += (stacks.length - 1) * (stacks[0]?.stack?.length ?? 0);
    if (recovering > 0) recovered++;
    if ((copied > mostCopied || recovered > mostRecovered) && parse.stoppedAt === null) parse.stopAt(parse.parsedPos);
    yield;
  }
}

function changedFrom(previous: Grown, text: string): readonly TreeFragment[] {
  const { start, end, by } = editBetween(previous.text, text) ?? { start: 0, end: 0, by: 0 };
  const change = { fromA: start, toA: end, fromB: start, toB: end + by };
  return TreeFragment.applyChanges(TreeFragment.addTree(previous.tree), [change]);
}

/** Whether `a` is near enough to `b` for its tree to be worth going on from. */
export function isMostlyEqual(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > b.length / 2) return false;
  const change = editBetween(a, b);
  return !change || a.length - (change.end - change.start) > b.length / 2;
}

/** Says where a text stopped being read. */
export function notSearched(stoppedAt: number | undefined): Observation[] {
  if (stoppedAt === undefined) return [];
  const span = { start: stoppedAt, end: stoppedAt + 1 };
  return [{ code: 'tls/not-searched', form: 'deep', span }];
}
