/** Resolves after everything else that waits has had its turn: long work is done in pieces with this between them. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
