/**
 * Facts about the blocks of a configuration, worked out again only for those that changed: a rule that looks at all
 * servers of a long file is asked with nearly every key.
 */
import { everything, type Level, levelsOf, noteAsked, withAsked } from './level.ts';

/**
 * Takes the levels of one block, outermost first; or one level outside of blocks, alone. Its answer may depend on them
 * and on the directives around them, and on no other block. Of places it holds the objects, which move along with the
 * text, and never their numbers.
 */
type Work<V> = (levels: readonly Level[]) => readonly V[];

interface Table<V> {
  readonly levels: readonly Level[];
  readonly answers: readonly (readonly V[])[];
  readonly all: readonly V[];
  /** The names that they were worked out by. */
  readonly asked: Set<string>;
}

/** What is known of the versions of one text. */
export class BlockFacts {
  readonly tables = new Map<Work<unknown>, Table<unknown>>();

  /** Blocks of these names are different, have come or are gone. */
  changed(names: Iterable<string>): void {
    const all = [...names];
    for (const [work, { asked }] of this.tables) if (all.some((name) => asked.has(name))) this.tables.delete(work);
  }
}

const known = new WeakMap<Level, BlockFacts>();

/** `root` is of another version of the text, in which all that stands outside of blocks is as it was. */
export function keepFacts(root: Level, facts: BlockFacts): void {
  known.set(root, facts);
}

/** The facts of all blocks below the outermost level `root`, in document order. */
export function factsOfBlocks<V>(work: Work<V>): (root: Level) => readonly V[] {
  return (root) => {
    const facts = known.get(root) ?? new BlockFacts();
    known.set(root, facts);
    const before = facts.tables.get(work as Work<unknown>) as Table<V> | undefined;
    const levels = blocksOf(root);
    const table = before?.levels === levels ? before : workedOut(work, levels, before);
    for (const name of table.asked) noteAsked(name);
    // One that looks at everything looks at other blocks too.
    if (!table.asked.has(everything)) facts.tables.set(work as Work<unknown>, table);
    return table.all;
  };
}

function workedOut<V>(work: Work<V>, levels: readonly Level[], before: Table<V> | undefined): Table<V> {
  const asked = new Set(before?.asked);
  const was = before?.levels ?? [];
  // Where a block came or went, those behind it have moved.
  const places = was.length === levels.length ? undefined : new Map(was.map((level, i) => [level, i]));
  const answers: (readonly V[])[] = [];
  const all: V[] = [];
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i] as Level;
    const at = was[i] === level ? i : places?.get(level);
    const answer = (at === undefined ? undefined : before?.answers[at]) ?? answerOf(work, level, asked);
    answers.push(answer);
    for (const one of answer) all.push(one);
  }
  return { levels, answers, all, asked };
}

function answerOf<V>(work: Work<V>, level: Level, into: Set<string>): readonly V[] {
  const { value, asked } = withAsked(() => work(level.kind === 'outer' ? [level] : levelsOf(level)));
  for (const name of asked ?? [everything]) into.add(name);
  return value;
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
