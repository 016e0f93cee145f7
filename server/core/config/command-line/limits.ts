import { limits } from '../../base/limits.ts';

/** Bounds on hostile texts; what is beyond them is not looked at, and said (`tls/not-searched`). */
export const commandLimits = {
  /** Of one stretch of commands: as of a program in another language. */
  characters: limits.programCharacters,
  /** Substitutions in substitutions, and commands in strings of commands. */
  depth: 20,
  /** Of one text. Scripts of 2,000 lines are long ones; in YAML there are some of more than 3,000. */
  commands: 10_000,
  /** Calls of openssl, each with its options and the files that it reads. */
  calls: 500,
  /** Code blocks of one document. */
  blocks: 1_000,
  /** Words of one command, with those that its variables come to. */
  words: 2_000,
  /** Words that variables come to in all commands: one long value in each command would grow with the square. */
  expandedWords: 20_000,
  /** Places that are told of one text: editors show a thousand. */
  findings: 1_000,
} as const;
