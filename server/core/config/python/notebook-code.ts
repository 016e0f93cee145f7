import type { Span } from '../../base/span.ts';

/** One cell: its code written in the places of its characters, blanks where JSON needs more of them than Python. */
export interface Code extends Span {
  /** In order, apart by blanks. */
  readonly pieces: readonly { readonly start: number; readonly written: string }[];
  /** A place that is not inside of an escape, or of what stands between two strings. */
  snap(offset: number): number;
}

/** Characters of code, each from where to where it is written in JSON. */
interface Character {
  readonly char: string;
  readonly start: number;
  readonly end: number;
}

export function codeOf(text: string, strings: readonly Span[]): Code {
  const characters: Character[] = [];
  for (const place of strings) decode(text, place, characters);
  const start = characters[0]?.start ?? strings[0]?.end ?? 0;
  const end = characters.at(-1)?.end ?? start;
  const pieces: { start: number; written: string }[] = [];
  // The quote before the first line ends what was before it; the one behind the last line ends that.
  if (characters.length > 0) {
    const lines = linesOf(characters);
    const isOther = /^%%(?!time|capture|prun)/.test(textOf(lines[0] ?? []));
    pieces.push({ start: start - 1, written: '\n' });
    for (const line of isOther ? [] : lines) pieces.push(...writeLine(line));
    if (characters.at(-1)?.char !== '\n') pieces.push({ start: end, written: '\n' });
  }
  const starts = characters.map((one) => one.start);
  return {
    start,
    end,
    pieces: pieces.filter(({ written }) => written !== ''),
    snap(offset) {
      const at = lastUpTo(starts, offset);
      const character = characters[at];
      const next = characters[at + 1];
      if (!character || offset === character.start || offset >= end) return Math.min(offset, end);
      // Between two characters: the end of a line's break is the next line's start.
      return next && offset > character.start && offset < next.start ? character.start : offset;
    },
  };
}

function lastUpTo(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: ' ',
  r: ' ',
  b: ' ',
  f: ' ',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

/** Adds the characters of a JSON string (RFC 8259, 7). */
function decode(text: string, { start, end }: Span, characters: Character[]): void {
  for (let at = start + 1; at < end - 1; ) {
    const isEscape = text[at] === '\\';
    const length = !isEscape ? 1 : text[at + 1] === 'u' ? 6 : 2;
    const char = !isEscape ? (text[at] ?? '') : length === 6 ? 'x' : (escapes[text[at + 1] ?? ''] ?? ' ');
    characters.push({ char, start: at, end: at + length });
    at += length;
  }
}

function linesOf(characters: readonly Character[]): Character[][] {
  const lines: Character[][] = [[]];
  for (const character of characters) {
    lines.at(-1)?.push(character);
    if (character.char === '\n') lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

function textOf(line: readonly Character[]): string {
  return line.map(({ char }) => char).join('');
}

/** Commands of IPython are no Python. */
function* writeLine(line: readonly Character[]): Iterable<{ start: number; written: string }> {
  const isMagic = /[!%]/.test(line.find(({ char }) => char.trim() !== '')?.char ?? '');
  let isOpen = false;
  let mark = '';
  for (let at = 0; at < line.length; at++) {
    const { char, start, end } = line[at] as Character;
    if (char === '\n') {
      // At its end, before the next line begins; the strings of two lines have more between them.
      yield { start: end - 1, written: '\n' };
    } else if (isMagic) {
    } else if (end - start === 1) {
      if (!isOpen && char === "'") [isOpen, mark] = [true, char];
      else if (isOpen && char === mark) isOpen = false;
      yield { start, written: char };
    } else if (char === '"' && !(isOpen && mark !== '"')) {
      // Those of `"""` stay together; the blanks that are left over are outside of the string.
      const rest = line.slice(at, at + 3);
      const count = rest.length === 3 && rest.every((one) => one.char === '"' && one.end - one.start === 2) ? 3 : 1;
      const last = (line[at + count - 1] as Character).end;
      yield { start: isOpen ? start : last - count, written: '"'.repeat(count) };
      isOpen = !isOpen;
      mark = '"';
      at += count - 1;
    } else {
      yield { start: end - 1, written: char };
      // What a backslash stands before does not end the string.
      const next = line[at + 1];
      if (char === '\\' && next && next.char !== '\n') {
        yield { start: next.end - 1, written: next.char };
        at++;
      }
    }
  }
}
