import type { Tree } from '@lezer/common';
import type { Constant } from './constants.ts';
import { type Parsed, parse } from './parse.ts';
import type { PathValue } from './paths.ts';
import type { Scopes } from './scopes.ts';
import { type Survey, survey } from './survey.ts';

/** One text with everything needed to follow values in it. */
export interface Program extends Parsed, Survey {
  readonly text: string;
  readonly tree: Tree;
  readonly scopes: Scopes;
  /**
   * What names evaluated to, by where their initialiser starts: each is worked out once, however many others are built
   * from it.
   */
  readonly constants: Map<number, Constant | undefined>;
  readonly paths: Map<number, PathValue | undefined>;
}

export function readProgram(text: string): Program {
  const parsed = parse(text);
  return { ...parsed, ...survey(parsed), constants: new Map(), paths: new Map() };
}

/** How many constants in a row are followed, and how deep expressions are looked into. */
export const mostSteps = 12;
