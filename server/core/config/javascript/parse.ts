import type { Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { isMostlyEqual, reparse } from '../reparse.ts';

/** A text and its syntax tree. Lezer always gives a tree; what it could not place is in error nodes. */
export interface Parsed {
  readonly text: string;
  readonly tree: Tree;
}

const dialects = {
  typescript: parser.configure({ dialect: 'ts' }),
  jsx: parser.configure({ dialect: 'ts jsx' }),
};
type Dialect = keyof typeof dialects;

interface Remembered {
  readonly text: string;
  readonly trees: Partial<Record<Dialect, Tree>>;
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
  const grow = (dialect: Dialect): Tree => {
    trees[dialect] ??= parseWith(dialect, text, previous);
    return trees[dialect];
  };
  const tree = chooseTree(text, grow);
  if (known) remembered.splice(remembered.indexOf(known), 1);
  else if (previous) remembered.splice(remembered.indexOf(previous), 1);
  remembered.unshift({ text, trees });
  remembered.length = Math.min(remembered.length, rememberedTexts);
  return { text, tree };
}

function chooseTree(text: string, grow: (dialect: Dialect) => Tree): Tree {
  if (!/<\/|\/>/.test(text)) return grow('typescript');
  const withJsx = grow('jsx');
  const errors = countErrors(withJsx);
  if (errors === 0) return withJsx;
  const without = grow('typescript');
  return countErrors(without) < errors ? without : withJsx;
}

function parseWith(dialect: Dialect, text: string, previous: Remembered | undefined): Tree {
  const tree = previous?.trees[dialect];
  return reparse(dialects[dialect], text, previous && tree ? { text: previous.text, tree } : undefined);
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
