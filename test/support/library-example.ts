/** A library with one insecure and one correct example: the rule finds the first, and its fix is clean; the second is. */
export type LibraryExample = readonly [
  library: string,
  rule: string,
  insecure: string,
  correct: string,
  fix?: 'no fix',
];
