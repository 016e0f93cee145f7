/** Bounds on hostile texts; what is beyond them is not looked at, and said (`tls/not-searched`). */
export const commandLimits = {
  characters: 2_000_000,
  /** Substitutions in substitutions, and commands in strings of commands. */
  depth: 40,
  /** Scripts of 2,000 lines are long ones. */
  commands: 20_000,
  /** Words of one command, with those that its variables come to. */
  words: 2_000,
  /** Words that variables come to in all commands: one long value in each command would grow with the square. */
  expandedWords: 20_000,
  findings: 2_000,
} as const;
