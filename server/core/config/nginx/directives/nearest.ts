/** The directive that a misspelt name is most likely to be. */
import { commandsOf, directiveNames } from './table.ts';

/** Undefined where none is so near that nothing else can be meant. */
export function nearestDirective(name: string): string | undefined {
  let best: string | undefined;
  let least = name.length < 5 ? 1 : name.length < 9 ? 2 : 3;
  for (const candidate of directiveNames()) {
    if (Math.abs(candidate.length - name.length) >= least || (commandsOf(candidate)?.length ?? 0) === 0) continue;
    const distance = distanceOf(name, candidate, least);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Letters to insert, drop, change or swap (optimal string alignment); `limit` where it is at least that. */
function distanceOf(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? limit, limit);
}
