/**
 * Paths by pattern, as editors write them: `*` and `?` within a folder, `**` over folders, `{a,b}` for either. A pattern
 * without a slash is for files of that name anywhere, and one that begins with it for the top alone.
 */

/** Alternatives of one pattern; more is nothing that a person wrote. */
const mostAlternatives = 64;
const longestPattern = 400;

/** `path` is relative, with forward slashes. Takes no more time than the two are long, whoever wrote the pattern. */
export function matchesGlob(pattern: string, path: string): boolean {
  if (pattern.length > longestPattern) return false;
  const segments = path.split('/');
  return alternatives(pattern).some((one) => {
    const wanted = one
      .replace(/^\.?\//, '')
      .replace(/\/$/, '/**')
      .split('/');
    return matchesSegments(one.includes('/') ? wanted : ['**', ...wanted], segments);
  });
}

function alternatives(pattern: string): string[] {
  const done: string[] = [];
  const waiting = [pattern];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    // The innermost pair: nested ones follow by themselves.
    const braces = /\{([^{}]*)\}/.exec(next);
    if (!braces) {
      done.push(next);
      continue;
    }
    const before = next.slice(0, braces.index);
    const after = next.slice(braces.index + braces[0].length);
    for (const choice of (braces[1] ?? '').split(',')) waiting.push(before + choice + after);
    if (waiting.length + done.length > mostAlternatives) return done;
  }
  return done;
}

/** Two rows at a time of the table “the first i patterns take the first j segments”. */
function matchesSegments(patterns: readonly string[], segments: readonly string[]): boolean {
  let row = [true, ...segments.map(() => false)];
  for (const pattern of patterns) {
    const next = [pattern === '**' && row[0] === true];
    for (const [j, segment] of segments.entries()) {
      next.push(
        pattern === '**' ? row[j + 1] === true || next[j] === true : row[j] === true && matchesWord(pattern, segment),
      );
    }
    row = next;
  }
  return row.at(-1) === true;
}

/** `*` and `?` in one name: goes back to the last star alone. */
function matchesWord(pattern: string, word: string): boolean {
  let p = 0;
  let star = -1;
  let from = 0;
  for (let w = 0; w < word.length; ) {
    if (pattern[p] === '*') {
      star = p++;
      from = w;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === word[w])) {
      p++;
      w++;
    } else if (star >= 0) {
      p = star + 1;
      w = ++from;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
