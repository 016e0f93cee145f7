/**
 * Facts about the blocks of a configuration, worked out again only for those that changed: a rule that looks at all
 * servers of a long file is asked with nearly every key.
 */
import { byObject } from '../../base/by-object.ts';
import { differenceOf } from '../../base/difference.ts';
import { areSteps, atOnce, type Steps } from '../../base/steps.ts';
import { everything, type Level, levelsOf, noteAsked, withAsked, withAskedInSteps } from './level.ts';

/**
 * Takes the levels of one block, outermost first; or one level outside of blocks, alone. Its answer may depend on them
 * and on the directives around them, and on no other block. Of places it holds the objects, which move along with the
 * text, and never their numbers. Step by step where one block may hold so much that it takes long.
 */
type Work<V> = (levels: readonly Level[]) => readonly V[] | Steps<readonly V[]>;

/** Changed in place as the blocks change. */
interface Table<V> {
  levels: readonly Level[];
  answers: (readonly V[])[];
  all: readonly V[];
  /** The names that they were worked out by. */
  readonly asked: Set<string>;
}

/** Where a list of levels has others than one before, `by` longer: from `start` to `end`, and at `indices` of the new one. */
interface Difference {
  readonly start: number;
  readonly end: number;
  readonly by: number;
  readonly indices: readonly number[];
}

function compare(before: readonly Level[], levels: readonly Level[]): Difference {
  const isAsLong = before.length === levels.length;
  const { start, end, by } = isAsLong ? nowhere : differenceOf(before, levels, isInPlace);
  const indices: number[] = [];
  for (let i = 0; i < levels.length; i++) {
    if (i >= start && i < end + by) continue;
    if (levels[i] !== before[i < start ? i : i - by]) indices.push(i);
  }
  return { start, end, by, indices };
}

const nowhere = { start: 0, end: 0, by: 0 };

/** Levels around blocks are made anew with every version. */
function isInPlace(a: Level, b: Level): boolean {
  return a === b || (a.kind === 'outer' && b.kind === 'outer');
}

/** What is known of the versions of one text. */
export class BlockFacts {
  readonly tables = new Map<Work<unknown>, Table<unknown>>();
  #levels: readonly Level[] = [];
  /** Where each former list of levels has others. */
  #differences = new Map<readonly Level[], Difference>();

  differenceOf(before: readonly Level[], levels: readonly Level[]): Difference {
    if (this.#levels !== levels) this.#differences = new Map();
    this.#levels = levels;
    let difference = this.#differences.get(before);
    if (!difference) {
      difference = compare(before, levels);
      this.#differences.set(before, difference);
    }
    return difference;
  }

  /** Blocks of these names are different, have come or are gone. */
  changed(names: Iterable<string>): void {
    const all = [...names];
    for (const [work, { asked }] of this.tables) if (all.some((name) => asked.has(name))) this.tables.delete(work);
  }
}

const known = new WeakMap<Level, BlockFacts>();

function factsOf(root: Level): BlockFacts {
  const facts = known.get(root) ?? new BlockFacts();
  known.set(root, facts);
  return facts;
}

/** `root` is of another version of the text, in which all that stands outside of blocks is as it was. */
export function keepFacts(root: Level, facts: BlockFacts): void {
  known.set(root, facts);
}

const single = new WeakSet<Level>();

/** `root` has one block, and is asked about once. */
export function keepNoFacts(root: Level): void {
  single.add(root);
}

/**
 * The facts of all blocks below the outermost level `root`, in document order. `about`: only those have any that hold a
 * directive of one of these names.
 */
export function factsOfBlocks<V>(work: Work<V>, about?: readonly string[]): (root: Level) => readonly V[] {
  works.set(work as Work<unknown>, about);
  return (root) => {
    for (const name of about ?? []) noteAsked(name);
    if (single.has(root)) return blocksOf(root).flatMap((level) => wholeAnswer(answerOf(work, about, level)));
    const facts = factsOf(root);
    const table = (facts.tables.get(work as Work<unknown>) ?? emptyTable()) as Table<V>;
    update(table, (level) => wholeAnswer(answerOf(work, about, level)), blocksOf(root), facts);
    for (const name of table.asked) noteAsked(name);
    // One that looks at everything looks at other blocks too.
    if (table.asked.has(everything)) facts.tables.delete(work as Work<unknown>);
    else facts.tables.set(work as Work<unknown>, table);
    return table.all;
  };
}

/** Whatever may be asked. */
const works = new Map<Work<unknown>, readonly string[] | undefined>();

/** Characters of blocks that are looked at in one step: some milliseconds for one that looks closely. */
const charactersOfStep = 5_000;

/** As many as one that holds little takes, or one that holds blocks. */
const charactersOfLevel = 100;

/** All of them for the first time, step by step. */
export function* workOutFacts(root: Level): Steps<void> {
  if (single.has(root)) return;
  const facts = factsOf(root);
  const levels = blocksOf(root);
  for (const [work, about] of works) {
    if (facts.tables.has(work)) continue;
    const { value: answers, asked } = yield* withAskedInSteps(answersOf(work, about, levels));
    if (asked)
      facts.tables.set(work, { levels, answers, all: flat(answers), asked: new Set([...(about ?? []), ...asked]) });
    yield;
  }
}

function* answersOf<V>(
  work: Work<V>,
  about: readonly string[] | undefined,
  levels: readonly Level[],
): Steps<(readonly V[])[]> {
  const answers: (readonly V[])[] = [];
  let characters = 0;
  for (const level of levels) {
    const answer = answerOf(work, about, level);
    answers.push(areSteps(answer) ? yield* answer : answer);
    const { start = 0, end = 0 } = level.kind === 'outer' ? {} : (level.block?.span ?? {});
    characters += Math.max(end - start, charactersOfLevel);
    if (characters < charactersOfStep) continue;
    characters = 0;
    yield;
  }
  return answers;
}

function emptyTable(): Table<unknown> {
  return { levels: [], answers: [], all: [], asked: new Set() };
}

/** Arguments of a call. */
const mostSpread = 1000;

function update<V>(
  table: Table<V>,
  answerOf: (level: Level) => readonly V[],
  levels: readonly Level[],
  facts: BlockFacts,
): void {
  const { levels: was, answers: before } = table;
  if (levels === was) return;
  const { start, end, by, indices } = facts.differenceOf(was, levels);
  const { asked } = withAsked(() => {
    if (by !== 0) {
      // Where a block came or went, others may have moved.
      const places = new Map<Level, number>();
      for (let i = start; i < end; i++) places.set(was[i] as Level, i);
      const fresh = levels.slice(start, end + by).map((level) => before[places.get(level) ?? -1] ?? answerOf(level));
      const isSame = before.slice(start, end).every(isEmpty) && fresh.every(isEmpty);
      if (fresh.length < mostSpread) before.splice(start, end - start, ...fresh);
      else table.answers = [...before.slice(0, start), ...fresh, ...before.slice(end)];
      if (!isSame) table.all = flat(table.answers);
    }
    const others = new Map<number, readonly V[]>();
    for (const i of indices) {
      const answer = answerOf(levels[i] as Level);
      if (!isAlike(answer, table.answers[i] ?? none)) others.set(i, answer);
    }
    if (others.size > 0) replace(table, others);
  });
  for (const name of asked ?? [everything]) table.asked.add(name);
  table.levels = levels;
}

/** Puts others in the place of some answers, by their indices in order: of hundreds, one or two are different. */
function replace<V>(table: Table<V>, others: ReadonlyMap<number, readonly V[]>): void {
  const { answers } = table;
  // What reads `all` may keep it.
  const all = table.all.slice();
  let isWhole = true;
  let at = 0;
  let place = 0;
  for (const [i, answer] of others) {
    while (at < i) place += (answers[at++] ?? none).length;
    const { length } = answers[i] ?? none;
    if (answer.length === length) for (let k = 0; k < length; k++) all[place + k] = answer[k] as V;
    else if (answer.length < mostSpread) all.splice(place, length, ...answer);
    else isWhole = false;
    answers[i] = answer;
  }
  table.all = isWhole ? all : flat(answers);
}

const none: readonly never[] = [];

/** Names are the same ones, places are not. */
function isAlike(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

function isEmpty({ length }: readonly unknown[]): boolean {
  return length === 0;
}

function answerOf<V>(work: Work<V>, about: readonly string[] | undefined, level: Level): ReturnType<Work<V>> {
  if (level.kind === 'outer') return work([level]);
  const names = about && namesIn(level);
  return names && !about.some((name) => names.has(name)) ? none : work(levelsOf(level));
}

function wholeAnswer<V>(answer: ReturnType<Work<V>>): readonly V[] {
  return areSteps(answer) ? atOnce(answer) : answer;
}

/** The names of a block and of all in it. */
const namesIn = byObject((level: Level): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { own } of levelsOf(level)) for (const name of Map.prototype.keys.call(own)) names.add(name);
  return names;
});

function flat<V>(answers: readonly (readonly V[])[]): V[] {
  const all: V[] = [];
  for (let at = 0; at < answers.length; at++) {
    const answer = answers[at] as readonly V[];
    for (let i = 0; i < answer.length; i++) all.push(answer[i] as V);
  }
  return all;
}

const blocks = new WeakMap<Level, readonly Level[]>();

/** A level outside of blocks, and the blocks and levels below it. */
function blocksOf(root: Level): readonly Level[] {
  const before = blocks.get(root);
  if (before) return before;
  const all: Level[] = [];
  const collect = (level: Level): void => {
    all.push(level);
    if (level.kind === 'outer') level.children.forEach(collect);
  };
  collect(root);
  blocks.set(root, all);
  return all;
}
