/** Insertions, deletions, substitutions and swaps of neighbours between two words, or `limit` where there are more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) >= limit) return limit;
    before = previous;
    previous = row;
  }
  return Math.min(previous[b.length] ?? limit, limit);
}

/** The word that was probably meant: the least edits away, and no more than a slip of the pen makes. */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 80) return undefined;
  let least = Math.min(3, Math.floor(word.length / 3)) + 1;
  let nearest: string | undefined;
  for (const candidate of candidates) {
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (edits >= least) continue;
    least = edits;
    nearest = candidate;
  }
  return nearest;
}
