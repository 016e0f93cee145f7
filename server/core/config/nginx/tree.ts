/** Directives and blocks of a configuration, whatever state the text is in. */
import { message } from '../../base/message.ts';
import type { Problem } from '../../base/problem.ts';
import { type Span, span } from '../../base/span.ts';
import { atOnce, type Steps } from '../../base/steps.ts';
import type { Observation } from '../../tls/observation.ts';
import { openBlocksFor, startsBlock, startsDirective } from './blocks.ts';
import { nginxLimits } from './limits.ts';
import { type Frame, MovableSpan } from './movable-span.ts';
import { type MarkedText, readMarks } from './template-marks.ts';
import { type Mark, type Token, tokenizeInSteps, type Word } from './tokens.ts';

export interface Directive {
  readonly name: Word;
  readonly args: readonly Word[];
  /** From the name to the last argument. */
  readonly head: Span;
  /** From the name to the `;` or `}`. */
  readonly span: Span;
  /** The `;`; absent where it is missing and for a block. */
  readonly semicolon?: Span;
  readonly body?: Body;
}

export interface Body {
  /** The `{`. */
  readonly open: Span;
  /** The `}`; absent where it is missing. */
  readonly close?: Span;
  readonly children: readonly Directive[];
}

export interface Tree {
  readonly children: readonly Directive[];
  readonly comments: readonly Span[];
  readonly problems: readonly Problem[];
  /** Template marks stand between directives: what is rendered may look quite different. */
  readonly templated: boolean;
  /** Those marks. */
  readonly marks: readonly Span[];
}

/** A mark may have to do with what stands in so many lines before and behind it. */
const nearLines = 2;
/** White space that is looked at behind a directive. */
const longestGap = 1000;

/** A directive without its `;` or its block: from its name to its last argument. */
export function headSpan({ head }: Directive): Span {
  return head;
}

/** `depth`: of the blocks around, where `text` is a part of a configuration. Directives move along with `frame`. */
export function parse(text: string, depth = 0, frame: Frame = { at: 0 }): Tree {
  return atOnce(new Parser(text, depth, frame).run());
}

export function parseInSteps(text: string): Steps<Tree> {
  return new Parser(text, 0, { at: 0 }).run();
}

/** Some milliseconds. */
const tokensOfStep = 8_000;

interface Growing {
  name: Word;
  args: readonly Word[];
  head: Span;
  span: Span;
  body: { open: Span; close?: Span; children: Directive[] };
}

class Parser {
  readonly #text: string;
  readonly #depth: number;
  readonly #frame: Frame;
  readonly #root: Directive[] = [];
  readonly #open: Growing[] = [];
  readonly #comments: Span[] = [];
  readonly #problems: Problem[] = [];
  #words: Word[] = [];
  /** Template marks between directives may hold braces and semicolons of their own: near them nothing is missed. */
  readonly #marks: Span[] = [];
  /** As many braces are closed as are opened: none was forgotten. */
  #isBalanced = false;
  /** A template mark stood where a directive's name is due. */
  #unnamed = false;

  constructor(text: string, depth: number, frame: Frame) {
    this.#text = text;
    this.#depth = depth;
    this.#frame = frame;
  }

  *run(): Steps<Tree> {
    const { characters } = nginxLimits;
    const tooLong = this.#text.length > characters;
    const whole = tooLong ? this.#text.slice(0, characters) : this.#text;
    const { tokens, isBalanced, problems, readTo } = yield* tokenizeInSteps(whole, this.#frame);
    this.#isBalanced = isBalanced;
    for (let from = 0; from < tokens.length; from += tokensOfStep) {
      if (from > 0) yield;
      if (!this.#take(tokens, from, Math.min(from + tokensOfStep, tokens.length))) break;
    }
    this.#finish();
    if (readTo !== undefined) {
      this.#problem(
        'nginx-too-long',
        span(readTo, readTo),
        message('This configuration has more than {limit} words and marks; the rest was not read.', {
          limit: nginxLimits.tokens,
        }),
      );
    } else if (tooLong) {
      this.#problem(
        'nginx-too-long',
        span(characters, characters),
        message('This configuration is longer than {limit} characters; the rest was not read.', { limit: characters }),
      );
    }
    const read = [...problems, ...this.#problems];
    const templated = this.#marks.length > 0;
    const all = templated ? this.#ofAnyRendering(read) : read;
    all.sort((a, b) => a.span.start - b.span.start);
    return {
      children: this.#root,
      comments: this.#comments,
      problems: all.slice(0, nginxLimits.problems),
      templated,
      marks: this.#marks,
    };
  }

  /** False where reading stops. */
  #take(tokens: readonly Token[], from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      const token = tokens[i] as Token;
      if (token.kind === 'word') this.#words.push(token);
      else if (!this.#mark(token)) return false;
    }
    return true;
  }

  /** Problems of a template that no mark has to do with. */
  #ofAnyRendering(problems: readonly Problem[]): Problem[] {
    const marked = readMarks(this.#text, this.#marks);
    return problems.filter(({ code, span: { start } }) => {
      if (code === 'nginx-missing-semicolon') return this.#isUnfinished(marked, start);
      return isBound(code) || (code === 'nginx-unclosed-quote' && marked.isFar(start, nearLines));
    });
  }

  /** Whether a directive that ends at an offset lacks its semicolon, and what follows is the next one for certain. */
  #isUnfinished(marked: MarkedText, end: number): boolean {
    const next = /\S/.exec(this.#text.slice(end + 1, end + 1 + longestGap));
    return next !== null && marked.isFar(end, nearLines) && marked.isFar(end + 1 + next.index, 0);
  }

  /** False where reading stops. */
  #mark({ kind, span: place }: Mark): boolean {
    switch (kind) {
      case 'comment':
        this.#comments.push(place);
        break;
      case 'template':
        this.#marks.push(place);
        if (this.#words.length === 0) this.#unnamed = true;
        break;
      case 'raw':
        break;
      case 'semicolon':
        this.#semicolon(place);
        break;
      case 'open':
        return this.#openBlock(place);
      case 'close':
        this.#closeBlock(place);
        break;
    }
    return true;
  }

  #semicolon(place: Span): void {
    if (this.#words.length > 0) this.#statement(place);
    else if (!this.#unnamed) {
      this.#problem(
        'nginx-unexpected-semicolon',
        span(place.start, place.end),
        message('This semicolon ends nothing.'),
      );
    }
    this.#unnamed = false;
  }

  #openBlock(place: Span): boolean {
    if (this.#depth + this.#open.length >= nginxLimits.depth) {
      const text = message('Blocks are nested more than {limit} deep; the rest was not read.', {
        limit: nginxLimits.depth,
      });
      this.#problem('nginx-too-deep', place, text);
      this.#words = [];
      return false;
    }
    if (this.#words.length === 0 && !this.#unnamed) {
      this.#problem('nginx-unexpected-brace', place, message('A block needs a name before its opening brace.'));
    }
    this.#unnamed = false;
    const words = this.#splitUnfinished(this.#words, true);
    this.#words = [];
    const name = words[0] ?? this.#nameless(place.start);
    const keep = this.#isBalanced
      ? this.#open.length
      : openBlocksFor(
          name.value,
          this.#open.map((block) => block.name.value),
        );
    while (this.#open.length > keep) this.#endBlock(name.span.start, undefined);
    const args = words.slice(1);
    const body = { open: this.#place(place.start, place.end), children: [] };
    const block: Growing = { name, args, head: this.#headOf(name, args), span: place, body };
    this.#siblings().push(block);
    this.#open.push(block);
    return true;
  }

  #closeBlock(place: Span): void {
    if (this.#words.length > 0) this.#statement(undefined);
    this.#unnamed = false;
    if (this.#open.length > 0) this.#endBlock(place.end, place);
    else this.#problem('nginx-unexpected-brace', place, message('This closing brace closes no block.'));
  }

  #finish(): void {
    if (this.#words.length > 0) this.#statement(undefined);
    const end = Math.min(this.#text.length, nginxLimits.characters);
    while (this.#open.length > 0) this.#endBlock(end, undefined);
  }

  #endBlock(end: number, close: Span | undefined): void {
    const block = this.#open.pop();
    if (!block) return;
    block.span = this.#place(block.name.span.start, end);
    if (close === undefined) {
      const text = message('This block is never closed: a closing brace is missing.');
      this.#problem('nginx-missing-brace', block.name.span, text);
    } else {
      block.body.close = this.#place(close.start, close.end);
    }
  }

  #statement(semicolon: Span | undefined): void {
    const words = this.#splitUnfinished(this.#words, false);
    this.#words = [];
    const name = words[0];
    if (!name) return;
    const args = words.slice(1);
    const { start } = name.span;
    const { end } = (words[words.length - 1] as Word).span;
    const head = this.#place(start, end);
    if (semicolon === undefined) {
      this.#missingSemicolon(end);
      this.#siblings().push({ name, args, head, span: this.#place(start, end) });
    } else {
      this.#siblings().push({ name, args, head, span: this.#place(start, semicolon.end), semicolon });
    }
  }

  /** Takes directives whose semicolon was forgotten off the front; returns the words of the last one. */
  #splitUnfinished(words: Word[], block: boolean): Word[] {
    let from = 0;
    for (let i = 1; i < words.length; i++) {
      const word = words[i];
      if (!word?.startsLine || word.quoted) continue;
      if (!startsDirective(word.value) && !(block && startsBlock(word.value))) continue;
      const [name, ...args] = words.slice(from, i);
      if (!name) continue;
      const end = (args.at(-1) ?? name).span.end;
      this.#missingSemicolon(end);
      this.#siblings().push({ name, args, head: this.#headOf(name, args), span: this.#place(name.span.start, end) });
      from = i;
    }
    return from === 0 ? words : words.slice(from);
  }

  #missingSemicolon(end: number): void {
    this.#problem('nginx-missing-semicolon', span(end - 1, end), message('A semicolon is missing here.'));
  }

  #nameless(at: number): Word {
    const place = this.#place(at, at);
    return { kind: 'word', span: place, content: place, value: '', quoted: false, startsLine: false };
  }

  #headOf(name: Word, args: readonly Word[]): Span {
    return this.#place(name.span.start, (args.at(-1) ?? name).span.end);
  }

  #place(start: number, end: number): Span {
    return new MovableSpan(this.#frame, start, end);
  }

  #siblings(): Directive[] {
    return this.#open.at(-1)?.body.children ?? this.#root;
  }

  #problem(code: string, place: Span, text: Problem['message']): void {
    if (this.#problems.length < nginxLimits.problems) this.#problems.push({ code, span: place, message: text });
  }
}

/** What was not read is said (`tls/not-searched`). */
export function boundsOf(problems: readonly Problem[]): readonly Observation[] {
  return problems.flatMap(({ code, span: place }): Observation[] => {
    const form = isBound(code) ? 'rest' : code === 'nginx-too-many' ? 'inherited' : undefined;
    if (!form) return [];
    return [{ code: 'tls/not-searched', form, span: place, data: { limit: nginxLimits.inherited } }];
  });
}

/** Says that the rest of a text was not read. */
export function isBound(code: string): boolean {
  return code === 'nginx-too-long' || code === 'nginx-too-deep';
}
