/**
 * Reads the command language of POSIX shells (IEEE Std 1003.1, 2.10, with bash's arrays and `$'…'`) as far as it says
 * which commands run with which words. Every text gives commands; what is not understood is passed over.
 */
import { type Span, span } from '../../base/span.ts';
import { commandLimits } from './limits.ts';
import { type Command, isBlank, type Manner, type Redirection, unknownMark, type Word } from './syntax.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Omit<Mutable<Command>, 'words' | 'redirections' | 'hereDocuments' | 'span'> & {
  words: Word[];
  redirections: Redirection[];
  hereDocuments: Span[];
  start: number;
};
type Stop = 'end' | ')' | ';;';
/** An open `if`, loop or `case`: `condition` up to its `then` or `do`. */
type Block = 'condition' | 'body';

const openers = new Set(['if', 'while', 'until']);
const middles = new Set(['then', 'do', 'else', 'elif']);
const closers = new Set(['fi', 'done']);
const prefixes = new Set(['{', '!', 'time', '}', 'coproc']);
const wordEnd = /[\s;&|<>()]/;

/** The commands of `[from, to)` of a text, those in substitutions before the ones around them. */
export function parseCommands(
  text: string,
  { start, end }: Span,
  manner: Manner = {},
  comments: Span[] = [],
  depth = 0,
): Command[] {
  if (depth > commandLimits.depth) {
    manner.stopped?.(start);
    return [];
  }
  const isLong = end - start > commandLimits.characters;
  // Up to the end of a line.
  const to = isLong ? text.lastIndexOf('\n', start + commandLimits.characters) : end;
  if (isLong) manner.stopped?.(Math.max(to, start));
  if (to <= start) return [];
  const parser = new Parser(text, start, to, manner, comments, depth);
  parser.parse('end');
  if (parser.commands.length >= commandLimits.commands) manner.stopped?.(parser.commands.at(-1)?.span.end ?? start);
  return parser.commands;
}

class Parser {
  readonly commands: Command[] = [];
  readonly #text: string;
  readonly #end: number;
  readonly #manner: Manner;
  readonly #comments: Span[];
  #at: number;
  #depth: number;
  #blocks: Block[] = [];
  #current: Draft | undefined;
  #isBehindList = false;
  #isNegated = false;
  #waiting: { readonly mark: string; readonly strips: boolean; readonly command: Draft }[] = [];

  constructor(text: string, start: number, end: number, manner: Manner, comments: Span[], depth: number) {
    this.#text = text;
    this.#at = start;
    this.#end = Math.min(end, text.length);
    this.#manner = manner;
    this.#comments = comments;
    this.#depth = depth;
  }

  /** Returns before the character that stops it. */
  parse(stop: Stop): void {
    while (this.#at < this.#end && this.commands.length < commandLimits.commands) {
      this.#skipBlanks();
      const char = this.#peek();
      if (char === '') break;
      if (char === '\n') {
        this.#at++;
        this.#finish('\n');
        this.#readHereDocuments();
      } else if (char === '#') {
        this.#skipLine();
      } else if (char === ')') {
        if (stop === ')') break;
        this.#at++;
        this.#finish(';');
      } else if (char === ';' || char === '&' || char === '|') {
        if (this.#text.startsWith('&>', this.#at)) {
          this.#readRedirection();
          continue;
        }
        if (this.#text.startsWith(';;', this.#at) || this.#text.startsWith(';&', this.#at)) {
          if (stop === ';;') break;
          this.#at += 2;
          this.#finish(';');
          continue;
        }
        const isDouble = char !== ';' && this.#text[this.#at + 1] === char;
        this.#at += isDouble || this.#text.startsWith('|&', this.#at) ? 2 : 1;
        this.#finish(isDouble ? char + char : char);
      } else if (char === '(') {
        this.#readParenthesis();
      } else if (/^\d*[<>]/.test(this.#text.slice(this.#at, this.#at + 4))) {
        this.#readRedirection();
      } else if (this.#readCommandWord(stop)) {
        break;
      }
    }
    this.#finish(';');
  }

  /** Returns whether the word ends the list (`esac`). */
  #readCommandWord(stop: Stop): boolean {
    const isFirst = !this.#current || this.#current.words.length === 0;
    if (isFirst) {
      const keyword = /[a-z[({}!]+/y;
      keyword.lastIndex = this.#at;
      const name = keyword.exec(this.#text)?.[0] ?? '';
      const next = this.#text[this.#at + name.length];
      if (next === undefined || this.#at + name.length >= this.#end || wordEnd.test(next)) {
        if (name === 'esac' && stop === ';;') return true;
        if (this.#readKeyword(name)) return false;
      }
    }
    const word = this.#readWord(true);
    if (word.span.end === word.span.start) {
      // Nothing that begins a word: never stand still.
      this.#at++;
      return false;
    }
    const { words } = this.#draft(word.span.start);
    if (words.length < commandLimits.words) words.push(word);
    else this.#manner.stopped?.(word.span.start);
    return false;
  }

  #readKeyword(name: string): boolean {
    if (openers.has(name)) this.#blocks.push('condition');
    else if (middles.has(name)) this.#setBlock(name === 'elif' ? 'condition' : 'body');
    else if (closers.has(name)) this.#blocks.pop();
    else if (name === '!') this.#isNegated = true;
    else if (name === 'for' || name === 'select') {
      this.#blocks.push('condition');
      this.#at += name.length;
      this.#skipTo(/[;\n]/g);
      return true;
    } else if (name === 'case') {
      this.#at += name.length;
      this.#readCase();
      return true;
    } else if (name === '[[') {
      this.#skipTo(/\]\]/g);
      this.#at = Math.min(this.#at + 2, this.#end);
      this.#draft(this.#at);
      return true;
    } else if (name === 'function') {
      this.#at += name.length;
      this.#skipTo(/[({\n]/g);
      return true;
    } else if (!prefixes.has(name)) return false;
    this.#at += name.length;
    return true;
  }

  #setBlock(block: Block): void {
    this.#blocks.pop();
    this.#blocks.push(block);
  }

  #readCase(): void {
    this.#skipBlanks();
    this.#readWord(false);
    this.#skipTo(/\bin\b/g);
    this.#at = Math.min(this.#at + 2, this.#end);
    this.#blocks.push('body');
    const depth = this.#blocks.length;
    while (this.#at < this.#end) {
      this.#skipBlanksAndLines();
      if (/^esac\b/.test(this.#text.slice(this.#at, this.#at + 5))) {
        this.#at += 4;
        break;
      }
      if (this.#at >= this.#end) break;
      if (this.#peek() === '(') this.#at++;
      this.#skipPattern();
      if (this.#depth >= commandLimits.depth) {
        this.#manner.stopped?.(this.#at);
        this.#at = this.#end;
        break;
      }
      this.#depth++;
      this.parse(';;');
      this.#depth--;
      this.#blocks.length = Math.min(this.#blocks.length, depth);
      if (this.#peek() === ';') this.#at += 2;
      if (this.#peek() === '&') this.#at++;
    }
    this.#blocks.length = Math.max(0, depth - 1);
  }

  #skipPattern(): void {
    while (this.#at < this.#end) {
      const char = this.#peek();
      if (char === ')') {
        this.#at++;
        return;
      }
      if (char === '\n' || char === '|' || isBlank(char)) this.#at++;
      else {
        const before = this.#at;
        this.#readWord(false);
        if (this.#at === before) this.#at++;
      }
    }
  }

  #readParenthesis(): void {
    if (this.#text.startsWith('((', this.#at) && !this.#current) {
      this.#skipTo(/\)\)/g);
      this.#at = Math.min(this.#at + 2, this.#end);
      return;
    }
    this.#at++;
    if (this.#current && this.#current.words.length > 0) {
      // `name()` begins a function.
      this.#skipBlanks();
      if (this.#peek() === ')') {
        this.#at++;
        this.#current = undefined;
      }
      return;
    }
    this.#nested(() => this.parse(')'));
    if (this.#peek() === ')') this.#at++;
    this.#draft(this.#at);
  }

  /** Reads commands inside the current one. */
  #nested(read: () => void): void {
    if (this.#depth >= commandLimits.depth) {
      this.#manner.stopped?.(this.#at);
      this.#at = this.#end;
      return;
    }
    const [current, isBehindList, isNegated, blocks] = [
      this.#current,
      this.#isBehindList,
      this.#isNegated,
      this.#blocks.length,
    ];
    const waiting = this.#waiting;
    this.#current = undefined;
    this.#waiting = [];
    this.#depth++;
    read();
    this.#depth--;
    this.#waiting = [...waiting, ...this.#waiting];
    this.#current = current;
    this.#isBehindList = isBehindList;
    this.#isNegated = isNegated;
    this.#blocks.length = Math.min(this.#blocks.length, blocks);
  }

  #draft(start: number): Draft {
    this.#current ??= {
      start,
      words: [],
      redirections: [],
      hereDocuments: [],
      isConditional: this.#isBehindList || this.#blocks.includes('body'),
      isTested: this.#isNegated || this.#blocks.at(-1) === 'condition',
      isPiped: false,
    };
    return this.#current;
  }

  #finish(operator: string): void {
    const draft = this.#current;
    const isList = operator === '&&' || operator === '||';
    // `&&` may end a line.
    if (!draft && operator === '\n') return;
    this.#current = undefined;
    this.#isBehindList = isList || (this.#isBehindList && operator === '|');
    this.#isNegated = this.#isNegated && operator === '|';
    if (!draft || draft.words.length + draft.redirections.length === 0) return;
    const last = [draft.words.at(-1)?.span.end, draft.redirections.at(-1)?.target.span.end];
    const { start, isTested, ...command } = draft;
    this.commands.push({
      ...command,
      span: span(start, Math.max(...last.map((end) => end ?? start))),
      isTested: isTested || isList,
      isPiped: operator === '|',
    });
  }

  #readRedirection(): void {
    const match = /&>>?|\d*(?:<<<|<<-?|<>|<&|>>|>&|>\||<|>)/y;
    match.lastIndex = this.#at;
    const operator = match.exec(this.#text)?.[0] ?? '<';
    const draft = this.#draft(this.#at);
    this.#at += operator.length;
    if ((operator === '<' || operator === '>') && this.#peek() === '(') {
      const start = this.#at - 1;
      this.#at++;
      const process = this.#at;
      this.#nested(() => this.parse(')'));
      const place = span(process, this.#at);
      if (this.#peek() === ')') this.#at++;
      draft.words.push({
        span: span(start, this.#at),
        text: unknownMark,
        isKnown: false,
        ...(operator === '<' && { process: place }),
      });
      return;
    }
    this.#skipBlanks();
    const target = this.#readWord(false);
    draft.redirections.push({ operator: operator.replace(/^\d+/, ''), target });
    const hereDocument = /^\d*<<(-?)$/.exec(operator);
    if (hereDocument) {
      this.#waiting.push({ mark: target.text, strips: hereDocument[1] === '-', command: draft });
    }
  }

  #readHereDocuments(): void {
    for (const { mark, strips, command } of this.#waiting.splice(0)) {
      const start = this.#at;
      let end = this.#end;
      while (this.#at < this.#end) {
        const lineEnd = this.#lineEnd(this.#at);
        const line = this.#text.slice(this.#at, lineEnd).replace(/\r$/, '');
        const stripped = this.#manner.indented ? line.trim() : strips ? line.replace(/^\t+/, '') : line;
        const isEnd = stripped === mark;
        if (isEnd) end = this.#at;
        this.#at = Math.min(lineEnd + 1, this.#end);
        if (isEnd) break;
      }
      command.hereDocuments.push(span(start, end));
    }
  }

  #readWord(allowsArray: boolean): Word {
    const start = this.#at;
    let text = '';
    let isKnown = true;
    let expansion: Word['expansion'];
    while (this.#at < this.#end) {
      const char = this.#peek();
      if (wordEnd.test(char)) {
        if (char === '(' && allowsArray && /^[A-Za-z_]\w*\+?=$/.test(this.#text.slice(start, this.#at))) {
          const array = this.#readArray();
          return { span: span(start, this.#at), text, isKnown, array };
        }
        if (char === '(' && /^[?*+@!]$/.test(this.#text[this.#at - 1] ?? '') && this.#at > start) {
          // An extended pattern.
          this.#skipTo(/\)/g);
          this.#at = Math.min(this.#at + 1, this.#end);
          text += unknownMark;
          isKnown = false;
          continue;
        }
        break;
      }
      if (char === '\\') {
        const next = this.#text[this.#at + 1];
        if (this.#at + 1 >= this.#end) {
          this.#at++;
        } else if (next === '\n' || this.#text.startsWith('\r\n', this.#at + 1)) {
          if (this.#manner.commentLines) break;
          this.#at += next === '\n' ? 2 : 3;
        } else {
          text += next;
          this.#at += 2;
        }
      } else if (char === "'") {
        text += this.#readQuoted();
      } else if (char === '"') {
        this.#at++;
        const quoted = this.#readDoubleQuoted();
        text += quoted.text;
        isKnown &&= quoted.isKnown;
        if (quoted.expansion && span(start, this.#at).start + quoted.length === this.#at) {
          expansion = { name: quoted.expansion, isOneWord: !quoted.isAll };
        }
      } else if (char === '`') {
        this.#readBackquoted();
        text += unknownMark;
        isKnown = false;
      } else if (char === '$') {
        const before = this.#at;
        const value = this.#readExpansion(false);
        text += value.text;
        isKnown &&= value.isKnown;
        if (value.name !== undefined && before === start) expansion = { name: value.name, isOneWord: false };
      } else if (this.#text.startsWith('{{', this.#at)) {
        const close = this.#text.indexOf('}}', this.#at);
        if (close < 0 || close >= this.#end) {
          text += '{{';
          this.#at += 2;
          continue;
        }
        this.#at = close + 2;
        text += unknownMark;
        isKnown = false;
      } else {
        text += char;
        this.#at++;
      }
    }
    const whole = span(start, this.#at);
    const place = verbatim(this.#text, whole, text);
    return {
      span: whole,
      text,
      isKnown,
      ...(place && isKnown && { verbatim: place }),
      ...(expansion && text === unknownMark && { expansion }),
    };
  }

  #readArray(): Word[] {
    this.#at++;
    const words: Word[] = [];
    while (this.#at < this.#end) {
      this.#skipBlanksAndLines();
      const char = this.#peek();
      if (char === ')' || char === '') {
        this.#at = Math.min(this.#at + 1, this.#end);
        break;
      }
      const word = this.#readWord(false);
      if (word.span.end === word.span.start) this.#at++;
      else words.push(word);
    }
    return words;
  }

  /** `'…'` */
  #readQuoted(): string {
    const close = this.#text.indexOf("'", this.#at + 1);
    const end = close < 0 || close >= this.#end ? this.#end : close;
    const text = this.#text.slice(this.#at + 1, end);
    this.#at = Math.min(end + 1, this.#end);
    return text;
  }

  /** Behind the opening quote. */
  #readDoubleQuoted(): {
    text: string;
    isKnown: boolean;
    expansion: string | undefined;
    isAll: boolean;
    length: number;
  } {
    const start = this.#at - 1;
    let text = '';
    let isKnown = true;
    let expansion: string | undefined;
    let isAll = false;
    while (this.#at < this.#end) {
      const char = this.#peek();
      if (char === '"') break;
      if (char === '\\') {
        const next = this.#text[this.#at + 1] ?? '';
        if (next !== '\n') text += '"\\$`'.includes(next) ? next : `\\${next}`;
        this.#at += 2;
      } else if (char === '`') {
        this.#readBackquoted();
        text += unknownMark;
        isKnown = false;
      } else if (char === '$') {
        const value = this.#readExpansion(true);
        expansion = text === '' ? value.name : undefined;
        isAll = value.isAll;
        text += value.text;
        isKnown &&= value.isKnown;
      } else {
        text += char;
        this.#at++;
      }
    }
    this.#at = Math.min(this.#at + 1, this.#end);
    return { text, isKnown, expansion, isAll, length: this.#at - start };
  }

  #readBackquoted(): void {
    const start = this.#at + 1;
    let end = start;
    while (end < this.#end && this.#text[end] !== '`') end += this.#text[end] === '\\' ? 2 : 1;
    end = Math.min(end, this.#end);
    this.commands.push(...parseCommands(this.#text, span(start, end), this.#manner, this.#comments, this.#depth + 1));
    this.#at = Math.min(end + 1, this.#end);
  }

  /** At a dollar. */
  #readExpansion(isQuoted: boolean): { text: string; isKnown: boolean; name?: string; isAll: boolean } {
    const unknown = { text: unknownMark, isKnown: false, isAll: false };
    if (this.#manner.make) {
      if (this.#text[this.#at + 1] !== '$') return this.#readMakeVariable();
      this.#at++;
    }
    this.#at++;
    const char = this.#peek();
    if (char === '(') {
      if (this.#text.startsWith('((', this.#at)) {
        this.#skipTo(/\)\)/g);
        this.#at = Math.min(this.#at + 2, this.#end);
        return unknown;
      }
      this.#at++;
      this.#nested(() => this.parse(')'));
      if (this.#peek() === ')') this.#at++;
      return unknown;
    }
    if (char === '{') {
      const simple = /\{(\w+)(\[[@*]\])?\}/y;
      simple.lastIndex = this.#at;
      const match = simple.exec(this.#text);
      if (match?.[1] !== undefined) {
        this.#at += match[0].length;
        return { ...unknown, name: match[1], isAll: match[2] === '[@]' };
      }
      this.#skipBraces();
      return unknown;
    }
    if (char === "'" && !isQuoted) {
      return { text: this.#readAnsi(), isKnown: true, isAll: false };
    }
    const name = /\w+|[@*#?$!-]/y;
    name.lastIndex = this.#at;
    const match = name.exec(this.#text)?.[0];
    if (match !== undefined && this.#at < this.#end) {
      this.#at += match.length;
      return { ...unknown, name: match };
    }
    return { text: '$', isKnown: true, isAll: false };
  }

  #readMakeVariable(): { text: string; isKnown: boolean; name?: string; isAll: boolean } {
    const unknown = { text: unknownMark, isKnown: false, isAll: false };
    const simple = /\$(?:\(([\w.-]+)\)|\{([\w.-]+)\})/y;
    simple.lastIndex = this.#at;
    const match = simple.exec(this.#text);
    if (match) {
      this.#at += match[0].length;
      return { ...unknown, name: match[1] ?? match[2] ?? '' };
    }
    const open = this.#text[this.#at + 1];
    this.#at++;
    if (open === '(' || open === '{') this.#skipBalanced(open, open === '(' ? ')' : '}');
    else this.#at = Math.min(this.#at + 1, this.#end);
    return unknown;
  }

  #readAnsi(): string {
    const start = this.#at + 1;
    let end = start;
    while (end < this.#end && this.#text[end] !== "'") end += this.#text[end] === '\\' ? 2 : 1;
    end = Math.min(end, this.#end);
    this.#at = Math.min(end + 1, this.#end);
    return this.#text.slice(start, end);
  }

  /** `${…}`, and the `${{ … }}` of GitHub. */
  #skipBraces(): void {
    this.#skipBalanced('{', '}');
  }

  #skipBalanced(open: string, close: string): void {
    let depth = 0;
    while (this.#at < this.#end) {
      const char = this.#peek();
      if (char === '\\') this.#at++;
      else if (char === open) depth++;
      else if (char === close && --depth === 0) {
        this.#at++;
        break;
      }
      this.#at++;
    }
    this.#at = Math.min(this.#at, this.#end);
  }

  #skipBlanks(): void {
    while (this.#at < this.#end) {
      if (isBlank(this.#peek()) || this.#isFold()) this.#at++;
      else if (this.#text.startsWith('\\\n', this.#at)) this.#continueLine(2);
      else if (this.#text.startsWith('\\\r\n', this.#at)) this.#continueLine(3);
      else break;
    }
  }

  /** A line break between two lines of a folded text. */
  #isFold(): boolean {
    if (this.#manner.folded !== true || this.#peek() !== '\n') return false;
    return !/^[ \t\r]*(?:\n|$)/.test(
      this.#text.slice(this.#at + 1, Math.min(this.#lineEnd(this.#at + 1) + 1, this.#end)),
    );
  }

  #continueLine(length: number): void {
    this.#at += length;
    while (this.#manner.commentLines && this.#at < this.#end) {
      const lineEnd = this.#lineEnd(this.#at);
      const line = this.#text.slice(this.#at, lineEnd);
      if (!/^[ \t]*(?:#|\r?$)/.test(line)) break;
      if (line.includes('#')) this.#comments.push(span(this.#at + line.indexOf('#'), lineEnd));
      this.#at = Math.min(lineEnd + 1, this.#end);
    }
  }

  #skipBlanksAndLines(): void {
    while (this.#at < this.#end) {
      this.#skipBlanks();
      if (this.#peek() === '\n') this.#at++;
      else if (this.#peek() === '#') this.#skipLine();
      else break;
    }
  }

  #skipLine(): void {
    const end = Math.min(this.#lineEnd(this.#at), this.#end);
    this.#comments.push(span(this.#at, end));
    this.#at = end;
  }

  #lineEnd(from: number): number {
    const end = this.#text.indexOf('\n', from);
    return end < 0 ? this.#end : Math.min(end, this.#end);
  }

  #skipTo(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    this.#at = Math.min(pattern.exec(this.#text)?.index ?? this.#end, this.#end);
  }

  #peek(): string {
    return this.#at < this.#end ? (this.#text[this.#at] ?? '') : '';
  }
}

/** Where a word's text stands as it is: the word, or what is in its quotes. */
function verbatim(text: string, { start, end }: Span, value: string): Span | undefined {
  if (end - start === value.length && text.startsWith(value, start)) return span(start, end);
  const quote = text[start];
  const isQuoted = (quote === '"' || quote === "'") && text[end - 1] === quote && end - start === value.length + 2;
  return isQuoted && text.startsWith(value, start + 1) ? span(start + 1, end - 1) : undefined;
}
