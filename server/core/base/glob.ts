/**
 * Names and paths by pattern: `*` and `?` within a name, `**` over folders, `{a,b}` for either. A pattern without a slash
 * is for that name anywhere, one that begins with it for the top alone. Takes time proportional to pattern times path,
 * whoever wrote the pattern.
 */

export interface GlobOptions {
  /** `[a-z]` and `[!a-z]` stand for one character. */
  readonly ranges?: boolean;
  /** A folder that is meant means everything below it. */
  readonly below?: boolean;
}

/** Alternatives of one pattern; more is nothing that a person wrote. */
const mostAlternatives = 64;
const longestPattern = 400;

type Token =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'set'; readonly ranges: readonly (readonly [string, string])[]; readonly negated: boolean };

type Matcher = (text: string) => boolean;

/** For files as settings name them; a pattern that is too long means none. */
export function fileGlob(pattern: string): Matcher {
  return pattern.length > longestPattern ? () => false : glob(pattern);
}

/** For relative paths with forward slashes. */
export function glob(pattern: string, { ranges = false, below = false }: GlobOptions = {}): Matcher {
  const spellings = alternatives(pattern).map((spelling) => {
    const parts = spelling
      .replace(/^\.?\//, '')
      .replace(/\/$/, '/**')
      .split('/')
      .filter((part) => part !== '' && part !== '.');
    const segments = parts.map((part) => (part === '**' ? part : wildcard(part, ranges)));
    return spelling.includes('/') || segments.length === 0 ? segments : ['**' as const, ...segments];
  });
  return (path) => {
    const names = path.split('/').filter((name) => name !== '');
    return spellings.some((segments) => segments.length > 0 && matches(segments, names, below));
  };
}

/** For one name: `*` and `?`, and ranges where they are asked for. Goes back to the last star alone. */
export function wildcard(pattern: string, ranges: boolean): Matcher {
  const tokens = tokensOf(pattern, ranges);
  return (name) => {
    let at = 0;
    let i = 0;
    let star = -1;
    let tried = 0;
    while (at < name.length) {
      const token = tokens[i];
      if (token?.kind === 'star') {
        star = i++;
        tried = at;
      } else if (token && isMeant(token, name[at] ?? '')) {
        i++;
        at++;
      } else if (star >= 0) {
        i = star + 1;
        at = ++tried;
      } else return false;
    }
    while (tokens[i]?.kind === 'star') i++;
    return i === tokens.length;
  };
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

/** `reached[i]`: the first `i` segments of the pattern stand for the names so far. */
function matches(segments: readonly ('**' | Matcher)[], names: readonly string[], below: boolean): boolean {
  let reached = [true, ...segments.map(() => false)];
  const spread = (): void => {
    for (const [i, segment] of segments.entries()) if (segment === '**' && reached[i]) reached[i + 1] = true;
  };
  spread();
  for (const name of names) {
    const next = reached.map(() => false);
    for (const [i, segment] of segments.entries()) {
      if (!reached[i]) continue;
      if (segment === '**') next[i] = true;
      else if (segment(name)) next[i + 1] = true;
    }
    reached = next;
    spread();
    if (below && reached[segments.length]) return true;
  }
  return reached[segments.length] === true;
}

function isMeant(token: Token, character: string): boolean {
  switch (token.kind) {
    case 'character':
      return token.character === character;
    case 'set':
      return token.ranges.some(([from, to]) => from <= character && character <= to) !== token.negated;
    default:
      return true;
  }
}

function tokensOf(text: string, hasRanges: boolean): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const end = hasRanges && character === '[' ? text.indexOf(']', at + 2) : -1;
    if (character === '*') {
      if (found.at(-1)?.kind !== 'star') found.push({ kind: 'star' });
    } else if (character === '?') found.push({ kind: 'any' });
    else if (end > 0) {
      const negated = text[at + 1] === '!' || text[at + 1] === '^';
      const inner = text.slice(at + (negated ? 2 : 1), end);
      const ranges = [...inner.matchAll(/(.)-(.)|./g)].map(
        ([one, from, to]) => [from ?? one, to ?? one] as [string, string],
      );
      found.push({ kind: 'set', ranges, negated });
      at = end;
    } else found.push({ kind: 'character', character });
  }
  return found;
}
