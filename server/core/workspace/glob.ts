/** Spellings of one pattern that its braces stand for. */
const spellingsKept = 64;

type Token =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'set'; readonly ranges: readonly (readonly [string, string])[]; readonly negated: boolean };

/** A segment of a path; `**` stands for any number of segments. */
type Segment = '**' | readonly Token[];

/**
 * Whether a path below a folder, with forward slashes, is meant by a pattern: `*` and `?` within a segment, `**` for any
 * number of segments, `[a-z]`, `{a,b}`. A pattern without a slash is the name of a file or folder anywhere; one that
 * means a folder means everything below it. Takes time proportional to pattern times path, whatever they are.
 */
export function glob(pattern: string): (path: string) => boolean {
  const isRooted = /^\.?\//.test(pattern);
  const spellings = expandBraces(pattern).map((spelling) => {
    const parts = spelling.split('/').filter((part) => part !== '' && part !== '.');
    const segments = parts.map((part): Segment => (part === '**' ? '**' : tokens(part)));
    return isRooted || spelling.includes('/') || segments.length === 0 ? segments : ['**' as const, ...segments];
  });
  return (path) => {
    const names = path.split('/').filter((part) => part !== '');
    return spellings.some((segments) => segments.length > 0 && matches(segments, names));
  };
}

/** Whether a pattern has anything but plain characters. */
export function isGlob(pattern: string): boolean {
  return /[*?[\]{}]/.test(pattern);
}

/** The leading segments without anything special, and the rest. */
export function splitGlob(pattern: string): { readonly folder: string; readonly rest: string } {
  const parts = pattern.split('/');
  const at = parts.findIndex(isGlob);
  return { folder: parts.slice(0, at).join('/'), rest: parts.slice(at).join('/') };
}

/** `reached[i]`: the first `i` segments of the pattern stand for the names so far. */
function matches(segments: readonly Segment[], names: readonly string[]): boolean {
  let reached = segments.map(() => false);
  reached.push(false);
  reached[0] = true;
  const spread = (): void => {
    for (const [i, segment] of segments.entries()) if (segment === '**' && reached[i]) reached[i + 1] = true;
  };
  spread();
  for (const name of names) {
    const next = reached.map(() => false);
    for (const [i, segment] of segments.entries()) {
      if (!reached[i]) continue;
      if (segment === '**') next[i] = true;
      else if (matchesName(segment, name)) next[i + 1] = true;
    }
    reached = next;
    spread();
    // What is below a folder that is meant is meant too.
    if (reached[segments.length]) return true;
  }
  return false;
}

function matchesName(pattern: readonly Token[], name: string): boolean {
  let at = 0;
  let i = 0;
  let star = -1;
  let tried = 0;
  while (at < name.length) {
    const token = pattern[i];
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
  while (pattern[i]?.kind === 'star') i++;
  return i === pattern.length;
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

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const end = character === '[' ? text.indexOf(']', at + 2) : -1;
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

/** Innermost braces first, so that those of braces are theirs. */
function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const queue = [pattern];
  for (const spelling of queue) {
    const braces = /\{([^{}]*)\}/.exec(spelling);
    if (!braces) done.push(spelling);
    else {
      const [whole, inner = ''] = braces;
      for (const one of inner.split(',')) {
        if (queue.length >= spellingsKept) break;
        queue.push(spelling.slice(0, braces.index) + one + spelling.slice(braces.index + whole.length));
      }
    }
  }
  return done;
}
