import type { OpenSslVersion } from './cipher-suite.ts';
import { cipherSuites } from './cipher-suite.ts';
import { keywordNames } from './selector.ts';

/** Farther than this is another word. */
const mostEdits = 3;
const longestName = 64;

/** The name that was probably meant: IANA's is given in OpenSSL's spelling, else the least edits away. */
export function nearestName(name: string, version: OpenSslVersion): string | undefined {
  if (name.length > longestName) return undefined;
  const suites = cipherSuites(version);
  const iana = suites.find(({ ianaName }) => ianaName === name);
  if (iana) return iana.name;
  const wanted = name.toUpperCase();
  let best: string | undefined;
  let least = Math.min(mostEdits, Math.floor(name.length / 3)) + 1;
  for (const candidate of [...keywordNames, ...suites.map((suite) => suite.name)]) {
    if (candidate === name) continue;
    const edits = distance(wanted, candidate.toUpperCase(), least);
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words, or `limit` where there are more. */
function distance(a: string, b: string, limit: number): number {
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
