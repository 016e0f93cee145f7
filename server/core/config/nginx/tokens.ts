/**
 * nginx's own tokens (ngx_conf_read_token), with their places, and a way on where nginx would stop.
 *
 * - White space, `;` and `{` end a bare word. `}` and `#` mean something only where a word could start: in the middle
 *   of a word they are part of it, and so are quotes.
 * - A word that starts with a quote ends at the next such quote, over line ends too. White space, `;`, `{` or `)` must
 *   follow.
 * - A backslash takes the next character along. `\"`, `\'`, `\\`, `\t`, `\r` and `\n` are resolved, in bare words as
 *   well; any other backslash stays.
 * - `{` directly after `$` belongs to the variable.
 */
import { message } from '../../base/message.ts';
import type { Problem } from '../../base/problem.ts';
import { type Span, span } from '../../base/span.ts';
import { atOnce, type Steps } from '../../base/steps.ts';
import { nginxLimits } from './limits.ts';
import { luaBlock, luaEnd } from './lua.ts';
import { type Frame, MovableSpan } from './movable-span.ts';
import {
  alonePlaceholderEnd,
  isOmission,
  isValueTemplate,
  longCloserAt,
  omissionEnd,
  type Search,
  searchIn,
  templateEnd,
} from './templates.ts';

export interface Word {
  readonly kind: 'word';
  /** Quotes included. */
  readonly span: Span;
  /** Without the quotes. */
  readonly content: Span;
  /** As nginx takes it: without quotes, escapes resolved. */
  readonly value: string;
  readonly quoted: boolean;
  /** The first thing in its line. */
  readonly startsLine: boolean;
}

export interface Mark {
  /** `template`: a template mark that is no value, or an omission. `raw`: the Lua code between two braces. */
  readonly kind: 'semicolon' | 'open' | 'close' | 'comment' | 'template' | 'raw';
  readonly span: Span;
}

export type Token = Word | Mark;

export interface Tokens {
  readonly tokens: readonly Token[];
  /** Behind it are more than are read; absent where all are. */
  readonly readTo?: number;
  /** As many braces are closed as are opened, none before it is opened. */
  readonly isBalanced: boolean;
  readonly problems: readonly Problem[];
}

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const doubleQuote = 0x22;
const hash = 0x23;
const dollar = 0x24;
const percent = 0x25;
const singleQuote = 0x27;
const closeParenthesis = 0x29;
const fullStop = 0x2e;
const semicolon = 0x3b;
const lessThan = 0x3c;
const at = 0x40;
const openBracket = 0x5b;
const backslash = 0x5c;
const underscore = 0x5f;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const ellipsis = 0x2026;
const byteOrderMark = 0xfeff;

/** What means something in the middle of a bare word: most of a text does not. */
const meaning = new Uint8Array(128);
for (const code of [tab, lineFeed, carriageReturn, space, dollar, percent, semicolon, lessThan, backslash, openBrace])
  meaning[code] = 1;

const lastOfLuaBlock = luaBlock.charCodeAt(luaBlock.length - 1);

/** Of a mark over several lines. */
const longestMark = 10_000;

/** Words and semicolons move along with `frame`; other marks do not. */
export function tokenize(text: string, frame: Frame = { at: 0 }): Tokens {
  return atOnce(tokenizeInSteps(text, frame));
}

export function tokenizeInSteps(text: string, frame: Frame): Steps<Tokens> {
  return new Tokenizer(text, frame).run();
}

/** Some milliseconds. */
const tokensOfStep = 5_000;
/** Long words, or many blanks, take as long. */
const charactersOfStep = 100_000;

class Tokenizer {
  readonly #text: string;
  readonly #frame: Frame;
  readonly #tokens: Token[] = [];
  readonly #problems: Problem[] = [];
  #at: number;
  #startsLine = true;
  /** Braces that are open; whether one was closed that was not. */
  #open = 0;
  #isOverclosed = false;
  /** Words of the statement so far. */
  #words = 0;
  /** The statement's block holds Lua. */
  #lua = false;
  /** A Lua block ran into the end of the text: the next ones are not searched that far again. */
  #luaBroken = false;
  /** Blocks whose braces are doubled: Python's `format` makes one of two. */
  #doubled = 0;
  readonly #search: Search;
  /** Quotes that nothing closes up to the end of the text. */
  readonly #unclosed = new Set<number>();

  constructor(text: string, frame: Frame) {
    this.#text = text;
    this.#frame = frame;
    this.#search = searchIn(text);
    this.#at = text.charCodeAt(0) === byteOrderMark ? 1 : 0;
  }

  *run(): Steps<Tokens> {
    const { length } = this.#text;
    for (;;) {
      const { tokens } = nginxLimits;
      this.#runTo(Math.min(this.#tokens.length + tokensOfStep, tokens), this.#at + charactersOfStep);
      if (this.#at >= length || this.#tokens.length >= tokens) break;
      yield;
    }
    return {
      tokens: this.#tokens,
      isBalanced: this.#open === 0 && !this.#isOverclosed,
      problems: this.#problems,
      ...(this.#at < length && { readTo: this.#at }),
    };
  }

  /** Up to the end of the text, until there are so many tokens, or to the first behind `end`. */
  #runTo(count: number, end: number): void {
    const text = this.#text;
    while (this.#at < text.length && this.#tokens.length < count && this.#at < end) {
      const code = text.charCodeAt(this.#at);
      switch (code) {
        case lineFeed:
          this.#startsLine = true;
          this.#at++;
          break;
        case space:
        case tab:
        case carriageReturn: {
          let end = this.#at + 1;
          while (text.charCodeAt(end) === space) end++;
          this.#at = end;
          break;
        }
        case semicolon:
          // It becomes a part of its directive, and moves along with it.
          this.#tokens.push({ kind: 'semicolon', span: this.#place(this.#at, this.#at + 1) });
          this.#at++;
          this.#startsLine = false;
          this.#endStatement();
          break;
        case closeBrace:
          if (this.#doubled > 0 && text.charCodeAt(this.#at + 1) === closeBrace) {
            this.#doubled--;
            this.#mark('template', this.#at + 1);
          }
          this.#mark('close', this.#at + 1);
          if (--this.#open < 0) this.#isOverclosed = true;
          this.#endStatement();
          break;
        case hash:
          this.#comment();
          break;
        case openBrace:
        case lessThan:
        case percent:
          this.#braceOrTemplate(code);
          break;
        case doubleQuote:
        case singleQuote:
          this.#quotedWord(code);
          break;
        default:
          this.#bareWord();
      }
    }
  }

  #mark(kind: Mark['kind'], end: number): void {
    this.#tokens.push({ kind, span: span(this.#at, end) });
    this.#at = end;
    this.#startsLine = false;
  }

  #endStatement(): void {
    this.#words = 0;
    this.#lua = false;
  }

  #comment(): void {
    const newline = this.#text.indexOf('\n', this.#at);
    let end = newline < 0 ? this.#text.length : newline;
    if (this.#text.charCodeAt(end - 1) === carriageReturn) end--;
    this.#mark('comment', end);
  }

  #braceOrTemplate(code: number): void {
    const end = templateEnd(this.#text, this.#at, this.#search);
    const longEnd = end < 0 && this.#words === 0 && this.#startsLine ? this.#longMarkEnd() : -1;
    if (longEnd > 0) this.#mark('template', longEnd);
    else if (end > 0) {
      // No directive is named by a template here: where a name is due, `{{ if … }}` and the like only steer.
      if (this.#words === 0 || !isValueTemplate(this.#text, this.#at)) this.#mark('template', end);
      else this.#bareWord();
    } else if (code === openBrace) {
      if (this.#words > 0 && this.#text.charCodeAt(this.#at + 1) === openBrace) {
        this.#doubled++;
        this.#mark('template', this.#at + 1);
      }
      const lua = this.#lua;
      this.#mark('open', this.#at + 1);
      this.#open++;
      this.#endStatement();
      if (lua) this.#mark('raw', this.#rawEnd());
    } else {
      this.#bareWord();
    }
  }

  /** The end of a mark over several lines; -1 where there is none. */
  #longMarkEnd(): number {
    const closer = longCloserAt(this.#text, this.#at);
    if (closer === undefined) return -1;
    const from = this.#at + 2;
    const found = this.#search(closer, from);
    return found < 0 || found - from > longestMark ? -1 : found + closer.length;
  }

  #rawEnd(): number {
    if (!this.#luaBroken) {
      const end = luaEnd(this.#text, this.#at);
      if (end >= 0) return end;
      this.#luaBroken = true;
    }
    // A quote or a brace is missing inside. The next brace indented as the block's own line is most likely its end.
    const lineStart = this.#text.lastIndexOf('\n', this.#at - 1) + 1;
    let indented = lineStart;
    while (this.#text.charCodeAt(indented) === space || this.#text.charCodeAt(indented) === tab) indented++;
    const end = this.#text.indexOf(`\n${this.#text.slice(lineStart, indented)}}`, this.#at);
    return end < 0 ? this.#text.length : end + 1 + indented - lineStart;
  }

  #bareWord(): void {
    const text = this.#text;
    const start = this.#at;
    if (this.#words === 0 && this.#leftOut(start)) return;
    let escaped = false;
    let variable = false;
    let i = start;
    for (; i < text.length; i++) {
      const from = i;
      let code = text.charCodeAt(i);
      // Behind the end it is NaN, which is neither.
      while (meaning[code] === 0 || code >= meaning.length) code = text.charCodeAt(++i);
      if (i > from) variable = false;
      if (code === openBrace || code === lessThan || code === percent) {
        const end = variable ? -1 : templateEnd(text, i, this.#search);
        if (end < 0 && code === openBrace) {
          if (variable) continue;
          break;
        }
        if (end > 0) i = end - 1;
        variable = false;
        continue;
      }
      variable = false;
      if (code === backslash) {
        escaped = true;
        i++;
      } else if (code === dollar) {
        variable = true;
      } else if (code === space || code === lineFeed || code === semicolon || code === tab || code === carriageReturn) {
        break;
      }
    }
    const end = Math.min(i, text.length);
    const place = this.#place(start, end);
    this.#word(place, place, escaped, false);
    // Few words end as it does.
    if (text.charCodeAt(end - 1) === lastOfLuaBlock && end - start > luaBlock.length && text.endsWith(luaBlock, end))
      this.#lua = true;
  }

  /** What stands for directives, or for nothing. */
  #leftOut(start: number): boolean {
    const first = this.#text.charCodeAt(start);
    let end = -1;
    if (first === fullStop || first === openBracket || first === ellipsis) {
      if (isOmission(this.#text, start)) end = omissionEnd(this.#text, start);
    } else if (first === dollar || first === percent || first === at || first === underscore) {
      if (this.#startsLine) end = alonePlaceholderEnd(this.#text, start);
    }
    if (end > 0) this.#mark('template', end);
    return end > 0;
  }

  #place(start: number, end: number): Span {
    return new MovableSpan(this.#frame, start, end);
  }

  #word(place: Span, content: Span, escaped: boolean, quoted: boolean): void {
    const raw = this.#text.slice(content.start, content.end);
    this.#tokens.push({
      kind: 'word',
      span: place,
      content,
      value: escaped ? resolveEscapes(raw) : raw,
      quoted,
      startsLine: this.#startsLine,
    });
    this.#words++;
    this.#startsLine = false;
    this.#at = place.end;
  }

  #quotedWord(quote: number): void {
    const start = this.#at;
    let { end, escaped } = this.#closingQuote(quote, start + 1);
    let follows = end >= 0 && this.#mayFollowQuote(end + 1);
    if (end >= 0 && !follows) {
      // `"{{ default "x" .Values.y }}"`: the quotes inside the mark are not nginx's.
      const outer = this.#quoteAfterTemplate(quote, start + 1, end);
      if (outer >= 0 && this.#mayFollowQuote(outer + 1)) {
        end = outer;
        escaped = true;
        follows = true;
      }
    }
    if (end < 0 || (!follows && this.#text.slice(start, end).includes('\n'))) {
      this.#unclosedWord(start);
      return;
    }
    this.#word(this.#place(start, end + 1), this.#place(start + 1, end), escaped, true);
    if (!follows) {
      this.#problem({
        code: 'nginx-after-quote',
        span: span(end, end + 1),
        message: message('White space or a semicolon is expected after this closing quote.'),
      });
    }
  }

  /** The quote that ends the string whose text starts at `from`; -1 where none does. */
  #closingQuote(quote: number, from: number): { end: number; escaped: boolean } {
    let escaped = false;
    if (this.#unclosed.has(quote)) return { end: -1, escaped };
    for (let i = from; i < this.#text.length; i++) {
      const code = this.#text.charCodeAt(i);
      if (code === quote) return { end: i, escaped };
      if (code === backslash) {
        escaped = true;
        i++;
      }
    }
    this.#unclosed.add(quote);
    return { end: -1, escaped };
  }

  #problem(problem: Problem): void {
    if (this.#problems.length < nginxLimits.problems) this.#problems.push(problem);
  }

  #mayFollowQuote(at: number): boolean {
    if (at >= this.#text.length) return true;
    const code = this.#text.charCodeAt(at);
    return (
      code === space ||
      code === lineFeed ||
      code === semicolon ||
      code === tab ||
      code === carriageReturn ||
      code === openBrace ||
      code === closeParenthesis
    );
  }

  #quoteAfterTemplate(quote: number, from: number, end: number): number {
    const open = this.#text.slice(from, end).lastIndexOf('{{');
    if (open < 0) return -1;
    const after = templateEnd(this.#text, from + open, this.#search);
    return after < 0 ? -1 : this.#closingQuote(quote, after).end;
  }

  /** A string that does not end where it should: it is taken to end with its line, before a `;` or `{` there. */
  #unclosedWord(start: number): void {
    const newline = this.#text.indexOf('\n', start);
    const line = this.#text.slice(start, newline < 0 ? this.#text.length : newline).trimEnd();
    const end = start + (/[;{]$/.test(line) ? line.slice(0, -1).trimEnd() : line).length;
    const place = this.#place(start, Math.max(end, start + 1));
    this.#word(place, this.#place(start + 1, place.end), true, true);
    this.#problem({
      code: 'nginx-unclosed-quote',
      span: span(start, start + 1),
      message: message('This quote is never closed.'),
    });
  }
}

function resolveEscapes(raw: string): string {
  return raw.replace(/\\(["'\\trn])/g, (_, char: string) => {
    if (char === 't') return '\t';
    if (char === 'r') return '\r';
    return char === 'n' ? '\n' : char;
  });
}
