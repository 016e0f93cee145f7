/** Insertions, deletions, substitutions and swaps of neighbours between two words, or `limit` where there are more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let [before, previous, row] = rowsOf(b.length + 1);
  for (let j = 0; j <= b.length && j <= limit; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    // What lies further from the diagonal takes more insertions than there may be.
    const from = Math.max(1, i - limit + 1);
    const to = Math.min(b.length, i + limit - 1);
    let least = from === 1 ? i : limit;
    row[from - 1] = least;
    for (let j = from; j <= to; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      const above = j < i + limit - 1 ? at(previous, j) : limit;
      let cost = Math.min(above + 1, at(row, j - 1) + 1, at(previous, j - 1) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, at(before, j - 2) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    [before, previous, row] = [previous, row, before];
  }
  return Math.min(at(previous, b.length), limit);
}

type Rows = [Int32Array, Int32Array, Int32Array];

/** A word is held against hundreds of others. */
let rows: Rows = [new Int32Array(0), new Int32Array(0), new Int32Array(0)];

function rowsOf(length: number): Rows {
  if (rows[0].length < length)
    rows = [new Int32Array(length * 2), new Int32Array(length * 2), new Int32Array(length * 2)];
  return rows;
}

function at(row: Int32Array, index: number): number {
  return row[index] as number;
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
