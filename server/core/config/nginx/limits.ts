/** Bounds on hostile texts. Real configurations nest some 6 deep and have some 60,000 lines at most. */
export const nginxLimits = {
  characters: 2_000_000,
  /** Words and marks; those 60,000 lines have some five each. */
  tokens: 300_000,
  depth: 100,
  problems: 200,
  /**
   * Settings of one kind that are inherited; real configurations have fewer than ten. Without a bound, a hostile one
   * gives thousands to each of thousands of servers.
   */
  inherited: 20,
  /** Lines of one setting that a fix makes one of: a person has written two or three. */
  linesOfFix: 100,
  /** Files that include files; nginx itself has no bound but its open files. */
  includeDepth: 20,
  /** How often files are put in the place of an include, all in all. */
  inclusions: 2_000,
} as const;
