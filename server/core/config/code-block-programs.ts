/**
 * Programs in the code blocks of a document, each for itself: whether two of them belong together, nobody says. What a
 * block shows is often a part, so the rules about a language's whole configuration are not asked.
 */
import type { TextEdit } from '../base/edit.ts';
import { type Span, span } from '../base/span.ts';
import { type BlockLanguage, blockLanguages } from './code-block-languages.ts';
import { type CodeBlock, codeBlocks } from './command-line/code-blocks.ts';
import type { ConfigReader } from './language.ts';
import { type Projection, projecting } from './projection.ts';

/** Each program has blanks before it, to stand at its place: characters of all together, and before the end of one. */
const mostCharacters = 4_000_000;
const mostBefore = 500_000;

/** What reads the blocks of each language that `text` has. */
export async function loadBlockReaders(text: string): Promise<readonly ConfigReader[]> {
  const wanted = blockLanguages.filter((one) => blocksOf(text, one).length > 0);
  return Promise.all(wanted.map(readerOf));
}

const readers = new Map<BlockLanguage, ConfigReader>();

async function readerOf(one: BlockLanguage): Promise<ConfigReader> {
  const known = readers.get(one);
  if (known) return known;
  const loaded = projecting(await one.language.load(), (text) =>
    blocksOf(text, one).map((block) => project(text, block)),
  );
  const reader = readers.get(one) ?? loaded;
  readers.set(one, reader);
  return reader;
}

function blocksOf(text: string, { language, words }: BlockLanguage): readonly CodeBlock[] {
  let left = mostCharacters;
  return codeBlocks(text).filter(({ language: word, body: { start, end } }) => {
    if (!words.test(word) || end > mostBefore || !language.concerns(text.slice(start, end))) return false;
    left -= end;
    return left >= 0;
  });
}

/**
 * The lines of a quotation or a list begin with what is not the program's: the end of the line before comes right before
 * the program's own part, and so each line begins where the program has it.
 */
function project(text: string, { before, body }: CodeBlock): Projection {
  const own = before.replace(/[-*+]|\d{1,9}[.)]/, (mark) => ' '.repeat(mark.length));
  const gaps: Span[] = [];
  let program = `${' '.repeat(Math.max(body.start - 1, 0))}\n`;
  let head = body.start;
  for (const line of linesOf(text, body)) {
    const start = line.start + lengthOfPrefix(text, line, own.length);
    if (line.start === body.start) head = start;
    if (start > line.start) {
      const lineEnd = line.start - (/\r?\n$/.exec(program)?.[0].length ?? 0);
      program = `${program.slice(0, lineEnd)}${' '.repeat(start - lineEnd - 1)}\n`;
      gaps.push(span(lineEnd, start));
    }
    program += text.slice(start, line.end);
  }
  return { text: program, edit: (edit) => editOf(edit, { head, end: body.end, own, gaps }) };
}

/** With their ends. */
function* linesOf(text: string, { start, end }: Span): Iterable<Span> {
  for (let at = start; at < end; ) {
    const next = text.indexOf('\n', at);
    const to = next < 0 || next >= end ? end : next + 1;
    yield span(at, to);
    at = to;
  }
}

function lengthOfPrefix(text: string, { start, end }: Span, most: number): number {
  let length = 0;
  while (length < most && start + length < end && /[ \t>]/.test(text[start + length] ?? '')) length++;
  return length;
}

interface Block {
  /** Where the program begins. */
  readonly head: number;
  readonly end: number;
  /** What its lines begin with. */
  readonly own: string;
  /** From the end of a line to where the program's part of the next begins. */
  readonly gaps: readonly Span[];
}

/** What is added stands in the same quotation or list; an import comes to the head of the program. */
function editOf({ span: place, text }: TextEdit, { head, end, own, gaps }: Block): TextEdit | undefined {
  if (place.end > place.start && place.end <= head) return undefined;
  const snap = (offset: number): number => {
    const clamped = Math.min(Math.max(offset, head), end);
    return gaps.find((gap) => clamped > gap.start && clamped < gap.end && gap.start >= head)?.start ?? clamped;
  };
  return {
    span: span(snap(place.start), snap(place.end)),
    text: own === '' ? text : text.replaceAll('\n', `\n${own}`),
  };
}
