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
  const written = strings.filter(({ start, end }) => end - start > '""'.length);
  const [first] = written;
  const last = written.at(-1);
  if (!first || !last) {
    const at = strings[0]?.end ?? 0;
    return { start: at, end: at, pieces: [], snap: (offset) => Math.min(offset, at) };
  }
  const start = first.start + 1;
  const end = last.end - 1;
  const isOther = /^%%(?!time|capture|prun)/.test(headOf(text, written));
  // The quote before the first line ends what was before it; the one behind the last line ends that.
  const pieces: { start: number; written: string }[] = [{ start: start - 1, written: '\n' }];
  if (!isOther) addLines(text, written, pieces);
  if (!endsLine(text, last)) pieces.push({ start: end, written: '\n' });
  let known: readonly Character[] | undefined;
  let starts: readonly number[] = [];
  return {
    start,
    end,
    pieces: pieces.filter((piece) => piece.written !== ''),
    snap(offset) {
      const characters = known ?? charactersOf(text, strings);
      if (!known) starts = characters.map((one) => one.start);
      known = characters;
      const at = lastUpTo(starts, offset);
      const character = characters[at];
      const next = characters[at + 1];
      if (!character || offset === character.start || offset >= end) return Math.min(offset, end);
      // Between two characters: the end of a line's break is the next line's start.
      return next && offset > character.start && offset < next.start ? character.start : offset;
    },
  };
}

/** As much as tells a cell in another language. */
function headOf(text: string, strings: readonly Span[]): string {
  let head = '';
  for (const { start, end } of strings) {
    head += text.slice(start + 1, Math.min(end - 1, start + 20));
    if (head.length >= '%%capture'.length) break;
  }
  return head;
}

/** Most strings are a line each, and as they stand but for its end. */
function addLines(text: string, strings: readonly Span[], pieces: { start: number; written: string }[]): void {
  const areLines = strings.every((string, i) => i === strings.length - 1 || endsLine(text, string));
  const isPlain = (string: Span): boolean => {
    const backslash = text.indexOf('\\', string.start);
    return backslash < 0 || backslash >= string.end - (endsLine(text, string) ? '\\n"'.length : 1);
  };
  if (!areLines || !strings.every(isPlain)) {
    for (const line of linesOf(charactersOf(text, strings))) pieces.push(...writeLine(line));
    return;
  }
  for (const string of strings) {
    const isEnded = endsLine(text, string);
    const line = text.slice(string.start + 1, string.end - (isEnded ? '\\n"'.length : 1));
    if (!/^\s*[!%]/.test(line)) pieces.push({ start: string.start + 1, written: line });
    if (isEnded) pieces.push({ start: string.end - '"'.length - 1, written: '\n' });
  }
}

/** Whether the last character of a string is the end of a line. */
function endsLine(text: string, { start, end }: Span): boolean {
  if (end - start < '"\\n"'.length || !text.startsWith('\\n', end - '\\n"'.length)) return false;
  let backslashes = 0;
  while (end - '\\n"'.length - backslashes > start && text[end - '\\n"'.length - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function charactersOf(text: string, strings: readonly Span[]): readonly Character[] {
  const characters: Character[] = [];
  for (const place of strings) decode(text, place, characters);
  return characters;
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
