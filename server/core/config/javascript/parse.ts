import type { Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { limits } from '../../base/limits.ts';
import { type Grown, isMostlyEqual, reparse, reparseInTurns } from '../reparse.ts';

/** A text and its syntax tree. Lezer always gives a tree; what it could not place is in error nodes. */
export type Parsed = Grown;

const dialects = {
  typescript: parser.configure({ dialect: 'ts' }),
  jsx: parser.configure({ dialect: 'ts jsx' }),
};
type Dialect = keyof typeof dialects;

interface Remembered {
  readonly text: string;
  readonly trees: Partial<Record<Dialect, Grown>>;
}

/**
 * Trees of the texts parsed last, newest first: after a keystroke Lezer goes on from the old tree, in a tenth of the
 * time. The tree is the same as one from scratch, but that in broken text the errors may be put elsewhere.
 */
const remembered: Remembered[] = [];
const rememberedTexts = 4;

/**
 * Parses JavaScript or TypeScript, whichever it is: the grammar for TypeScript reads both. JSX and TypeScript's older
 * casts (`<T>x`) exclude each other: no closing tag means no JSX, and otherwise the reading with fewer errors wins.
 */
export function parse(text: string): Parsed {
  const known = remembered.find((entry) => entry.text === text);
  const trees = known?.trees ?? {};
  const previous = known ? undefined : remembered.find((entry) => isMostlyEqual(entry.text, text));
  const grow = (dialect: Dialect): Grown => {
    trees[dialect] ??= reparse(dialects[dialect], text, previous?.trees[dialect]);
    return trees[dialect];
  };
  const chosen = choose(text, grow);
  if (known) remembered.splice(remembered.indexOf(known), 1);
  else if (previous) remembered.splice(remembered.indexOf(previous), 1);
  remembered.unshift({ text, trees });
  remembered.length = Math.min(remembered.length, rememberedTexts);
  return chosen;
}

/** Parses a long text in pieces between the turns of others, so that `parse` has its trees when it is asked. */
export async function prepare(text: string): Promise<void> {
  if (text.length < limits.programInTurns || remembered.some((entry) => entry.text === text)) return;
  const previous = remembered.find((entry) => isMostlyEqual(entry.text, text));
  const grow = (dialect: Dialect): Promise<Grown> => reparseInTurns(dialects[dialect], text, previous?.trees[dialect]);
  const jsx = mayBeJsx(text) ? await grow('jsx') : undefined;
  const typescript = jsx && countErrors(jsx.tree) === 0 ? undefined : await grow('typescript');
  remembered.unshift({ text, trees: { ...(jsx && { jsx }), ...(typescript && { typescript }) } });
  remembered.length = Math.min(remembered.length, rememberedTexts);
}

const mayBeJsx = (text: string): boolean => /<\/|\/>/.test(text);

function choose(text: string, grow: (dialect: Dialect) => Grown): Grown {
  if (!mayBeJsx(text)) return grow('typescript');
  const withJsx = grow('jsx');
  const errors = countErrors(withJsx.tree);
  if (errors === 0) return withJsx;
  const without = grow('typescript');
  const reach = ({ stoppedAt = text.length }: Grown): number => stoppedAt;
  if (reach(without) !== reach(withJsx)) return reach(without) > reach(withJsx) ? without : withJsx;
  return countErrors(without.tree) < errors ? without : withJsx;
}

function countErrors(tree: Tree): number {
  let errors = 0;
  tree.iterate({
    enter: ({ type }) => {
      if (type.isError) errors++;
    },
  });
  return errors;
}
