import { parser } from '@lezer/python';
import { limits } from '../../base/limits.ts';
import { type Grown, isMostlyEqual, reparse, reparseInTurns } from '../reparse.ts';

/** A text and its syntax tree. Lezer always gives a tree; what it could not place is in error nodes. */
export type Parsed = Grown;

/**
 * The texts parsed last, newest first. Not state that anyone can observe: a fix is written for the text that was just
 * read, and after a keystroke Lezer goes on from the old tree in a tenth of the time of a new one.
 */
const remembered: Parsed[] = [];
const rememberedTexts = 4;

export function parse(text: string): Parsed {
  const known = remembered.find((entry) => entry.text === text);
  const previous = known ?? remembered.find((entry) => isMostlyEqual(entry.text, text));
  const parsed = known ?? { ...reparse(parser, withoutMark(text), previous), text };
  if (previous) remembered.splice(remembered.indexOf(previous), 1);
  remembered.unshift(parsed);
  remembered.length = Math.min(remembered.length, rememberedTexts);
  return parsed;
}

/** Parses a long text in pieces between the turns of others, so that `parse` has its tree when it is asked. */
export async function prepare(text: string): Promise<void> {
  if (text.length < limits.programInTurns || remembered.some((entry) => entry.text === text)) return;
  const previous = remembered.find((entry) => isMostlyEqual(entry.text, text));
  remembered.unshift({ ...(await reparseInTurns(parser, withoutMark(text), previous)), text });
  remembered.length = Math.min(remembered.length, rememberedTexts);
}

/** A byte order mark is no part of the first name (Python reference, 2.1.4). An empty line leaves all offsets alone. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? `\n${text.slice(1)}` : text;
}
