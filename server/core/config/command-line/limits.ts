/** Bounds on hostile texts; what is beyond them is not looked at. */
export const commandLimits = {
  characters: 2_000_000,
  /** Substitutions in substitutions, and commands in strings of commands. */
  depth: 40,
  commands: 50_000,
  /** Words of one command, with those that its variables come to. */
  words: 2_000,
  findings: 2_000,
} as const;
