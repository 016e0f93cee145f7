/** What stands at a place of a configuration, as nginx would have it up to there. */
import { type Span, span, touches } from '../../base/span.ts';
import { openBlocksFor, startsDirective } from './blocks.ts';
import { anywhere, contextsInside, contextsOf } from './contexts.ts';
import { treeOf } from './known-configurations.ts';
import { nginxLimits } from './limits.ts';
import { type Mark, type Token, tokenize, type Word } from './tokens.ts';

export interface Cursor {
  /** Names of the blocks around, outermost first. */
  readonly blocks: readonly string[];
  /** Words of the statement before the one at the cursor: its name and arguments. */
  readonly before: readonly Word[];
  /** The characters of the word at the cursor, without quotes, on both sides of it. */
  readonly word: Span;
  readonly isQuoted: boolean;
  /** Whether the statement goes on behind the word. */
  readonly goesOn: boolean;
}

/** Undefined inside of a comment, of Lua, and in a configuration that is too long. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const head = text.slice(0, offset);
  const blocks: string[] = [];
  let words: Word[] = [];
  let isOpen = false;
  for (const token of tokenize(head).tokens) {
    // What is behind the quote belongs to the word, whatever it looks like.
    if (isOpen) break;
    if (token.kind === 'word') {
      // A semicolon was forgotten.
      if (words.length > 0 && token.startsLine && !token.quoted && startsDirective(token.value)) words = [];
      words.push(token);
      isOpen = isOpenQuote(token, head);
    } else {
      const isOpaque = token.kind === 'comment' || token.kind === 'raw';
      if (isOpaque && token.span.end === head.length) return undefined;
      words = afterMark(token, words, blocks);
    }
  }
  const last = words.at(-1);
  const isInside = last !== undefined && (isOpen || (last.span.end === offset && !last.quoted));
  if (!isInside) {
    const end = wordEnd(text, offset);
    return { blocks, before: words, word: span(offset, end), isQuoted: false, goesOn: goesOn(text, end) };
  }
  const isQuoted = last.quoted;
  const start = isQuoted ? last.span.start + 1 : last.span.start;
  const end = isQuoted ? quoteEnd(text, offset, text[last.span.start] ?? '') : wordEnd(text, offset);
  return { blocks, before: words.slice(0, -1), word: span(start, end), isQuoted, goesOn: goesOn(text, end) };
}

/** The tokens of the text that was asked about last: a pointer that moves over a file asks again and again. */
let known: { readonly text: string; readonly tokens: readonly Token[] } | undefined;

/** The whole word at a place of a finished text; undefined where none is. */
export function wordAt(text: string, offset: number): Cursor | undefined {
  if (known?.text !== text) known = { text, tokens: tokenize(text).tokens };
  const blocks: string[] = [];
  let words: Word[] = [];
  for (const token of known.tokens) {
    if (token.span.start > offset) break;
    if (token.kind === 'word') {
      if (words.length > 0 && token.startsLine && !token.quoted && startsDirective(token.value)) words = [];
      if (touches(token.span, offset)) {
        return { blocks, before: words, word: token.content, isQuoted: token.quoted, goesOn: true };
      }
      words.push(token);
    } else words = afterMark(token, words, blocks);
  }
  return undefined;
}

/** The words of the statement after a mark; `blocks` are those that are open then. */
function afterMark({ kind }: Mark, words: Word[], blocks: string[]): Word[] {
  switch (kind) {
    case 'open': {
      const name = words[0]?.value ?? '';
      blocks.splice(openBlocksFor(name, blocks));
      // Deeper than that nothing is read (tree.ts).
      if (blocks.length < nginxLimits.depth) blocks.push(name);
      return [];
    }
    case 'close':
      blocks.pop();
      return [];
    case 'semicolon':
      return [];
    default:
      return words;
  }
}

/** The contexts at a cursor, as letters of `rows.ts`; the name of a block that only one module has. */
export function contextsAt(text: string, { blocks }: Cursor): { readonly letters: string; readonly block?: string } {
  const first = blocks[0];
  const isMain = first !== undefined && /^(?:events|http|stream|mail)$/.test(first);
  let letters = isMain ? 'm' : contextsOf(treeOf(text));
  for (const block of blocks) {
    const next = contextsInside(block, letters);
    if (next === undefined) return { letters: '', block };
    letters = next === '' ? (contextsInside(block, anywhere) ?? '') : next;
  }
  return { letters };
}

/** A quoted word whose quote was not closed before the cursor, on the cursor's line. */
function isOpenQuote({ quoted, span: { start, end }, content }: Word, head: string): boolean {
  return quoted && content.end === end && !head.slice(start).includes('\n');
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && !/[\s;{}]/.test(text.charAt(end))) end++;
  return end;
}

function quoteEnd(text: string, from: number, quote: string): number {
  let end = from;
  while (end < text.length && text[end] !== quote && text[end] !== '\n' && text[end] !== ';') end++;
  return end;
}

function goesOn(text: string, from: number): boolean {
  const rest = /[^\n]{0,200}/y;
  rest.lastIndex = from;
  return !/^["']?[ \t\r]*(?:$|#|\})/.test(rest.exec(text)?.[0] ?? '');
}
