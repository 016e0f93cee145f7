/** What stands at a place of a configuration, as nginx would have it up to there. */
import { lastStarting } from '../../base/last-starting.ts';
import { type Span, span, touches } from '../../base/span.ts';
import { openBlocksFor, startsDirective } from './blocks.ts';
import { anywhere, contextsInside, contextsOf } from './contexts.ts';
import { treeOf } from './known-configurations.ts';
import { nginxLimits } from './limits.ts';
import { luaBlock } from './lua.ts';
import { type Mark, type Token, tokenize, type Word } from './tokens.ts';
import type { Directive } from './tree.ts';

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
  const { start: from, blocks } = pieceAt(text, offset);
  if (offset - from > longestPiece) return undefined;
  const head = text.slice(from, offset);
  let words: Word[] = [];
  let isOpen = false;
  for (const token of tokensAt(from, head)) {
    // What is behind the quote belongs to the word, whatever it looks like.
    if (isOpen) break;
    if (token.kind === 'word') {
      // A semicolon was forgotten.
      if (words.length > 0 && token.startsLine && !token.quoted && startsDirective(token.value)) words = [];
      words.push(token);
      isOpen = isOpenQuote(token, text, offset);
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

/** A piece of a text that says what stands at a place, and the blocks around it. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly blocks: string[];
}

/**
 * The statement that an offset is in, or some before it as well: nothing else of a long text is looked at again. Of a
 * template all is, for what stands between its marks may be anything; of a long one, what is around the offset.
 */
function pieceAt(text: string, offset: number): Piece {
  const { children, templated } = treeOf(text);
  const blocks: string[] = [];
  if (templated && text.length <= longestPiece) return { start: 0, end: text.length, blocks };
  if (templated) return { start: lineBefore(text, offset - longestPiece / 2), end: offset + longestPiece / 2, blocks };
  let start = 0;
  for (let siblings = children; ; ) {
    const at = lastStarting(siblings, offset, startOf);
    const { body, name, span: around } = siblings[at] ?? {};
    if (body && name && body.open.end <= offset && offset <= (body.close?.start ?? offset) && holdsDirectives(name)) {
      blocks.push(name.value);
      start = body.open.end;
      siblings = body.children;
      continue;
    }
    for (let i = at; i >= 0 && i > at - mostUnfinished; i--) {
      const { semicolon, body: own, span: place } = siblings[i] as Directive;
      if ((!semicolon && !own?.close) || place.end > offset) continue;
      start = place.end;
      break;
    }
    const head = body ? body.open.end : (around?.end ?? 0);
    return { start, end: Math.min(Math.max(lineEnd(text, offset), head), offset + longestPiece), blocks };
  }
}

/** Characters that are looked at for one place: a statement has far fewer, comments before it among them. */
const longestPiece = 100_000;

function lineBefore(text: string, offset: number): number {
  return offset < 0 ? 0 : text.lastIndexOf('\n', offset) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** Statements without an end, one after the other, behind which another is looked for. */
const mostUnfinished = 100;

function holdsDirectives({ value, quoted }: Word): boolean {
  return !quoted && !value.endsWith(luaBlock);
}

function startOf({ span: { start } }: Directive): number {
  return start;
}

/**
 * Words and semicolons have their places in the whole text, in which `piece` starts at an offset; other marks have those in
 * the piece.
 */
function tokensAt(start: number, piece: string): readonly Token[] {
  const frame = { at: 0 };
  const { tokens } = tokenize(piece, frame);
  frame.at = start;
  return tokens;
}

/** Where a token of a piece that starts at `from` stands in the whole text: see `tokensAt`. */
function startIn(from: number, { kind, span: { start } }: Token): number {
  return kind === 'word' || kind === 'semicolon' ? start : start + from;
}

/** The tokens of the whole text that was asked about last: a pointer that moves over a file asks again and again. */
let known: { readonly text: string; readonly tokens: readonly Token[] } | undefined;

function tokensOf(text: string, { start, end }: Piece): readonly Token[] {
  if (start > 0 || end < text.length) return tokensAt(start, text.slice(start, end));
  if (known?.text !== text) known = { text, tokens: tokenize(text).tokens };
  return known.tokens;
}

/** The whole word at a place of a finished text; undefined where none is. */
export function wordAt(text: string, offset: number): Cursor | undefined {
  const piece = pieceAt(text, offset);
  const { start: from, blocks } = piece;
  let words: Word[] = [];
  for (const token of tokensOf(text, piece)) {
    if (token.kind === 'word') {
      if (token.span.start > offset) break;
      if (words.length > 0 && token.startsLine && !token.quoted && startsDirective(token.value)) words = [];
      if (touches(token.span, offset)) {
        return { blocks, before: words, word: token.content, isQuoted: token.quoted, goesOn: true };
      }
      words.push(token);
    } else if (startIn(from, token) > offset) break;
    else words = afterMark(token, words, blocks);
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
function isOpenQuote({ quoted, span: { start, end }, content }: Word, text: string, offset: number): boolean {
  return quoted && content.end === end && !text.slice(start, offset).includes('\n');
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
