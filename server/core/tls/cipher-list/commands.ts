/** A cipher string cut into its items, exactly where OpenSSL cuts it. */
import { type Span, span } from '../../base/span.ts';
import type { OpenSslVersion } from './cipher-suite.ts';
import { both, type Selector, selectorOf } from './selector.ts';

export type Operator = 'add' | 'remove' | 'kill' | 'move';

/** One name of an item: `ECDHE` of `!ECDHE+AESGCM`. */
export interface CipherName {
  readonly text: string;
  readonly span: Span;
  readonly known: boolean;
}

export type Command =
  | {
      readonly kind: 'select';
      readonly operator: Operator;
      readonly names: readonly CipherName[];
      /** Absent where a name is unknown or the names exclude each other: OpenSSL ignores the item then. */
      readonly selector?: Selector;
      readonly span: Span;
    }
  | { readonly kind: 'default'; readonly span: Span }
  | { readonly kind: 'strength'; readonly span: Span }
  | { readonly kind: 'security-level'; readonly level: number; readonly span: Span };

export interface Commands {
  readonly commands: readonly Command[];
  /** Where OpenSSL gives up: the whole string is refused. */
  readonly invalid?: Span;
  /** Longer than anything real; the rest was not read. */
  readonly isCutOff?: true;
}

/** The longest lists of real configurations have some 4,000 characters. */
export const longestText = 8000;

const operators: Readonly<Record<string, Operator>> = { '-': 'remove', '+': 'move', '!': 'kill' };
const separator = /[: ;,]/;
const name = /[A-Za-z0-9\-_.=]*/y;
/** Before 3.2 `_` is in no name: what stands before it is the name, and where that is known nothing may follow. */
const nameOf30 = /[A-Za-z0-9\-.=]*/y;
const toSeparator = /[^: ;,]*/y;

/** Spans are offsets into `text`. A string that begins with a Suite B word is that word and nothing else. */
export function readCommands(text: string, version: OpenSslVersion): Commands {
  const read = new Reader(text.slice(0, longestText), version).run();
  return text.length > longestText ? { ...read, isCutOff: true } : read;
}

class Reader {
  readonly #text: string;
  readonly #version: OpenSslVersion;
  readonly #commands: Command[] = [];
  #at = 0;

  constructor(text: string, version: OpenSslVersion) {
    this.#text = text;
    this.#version = version;
  }

  run(): Commands {
    // DEFAULT is a list only at the very beginning; a name may go on right behind it.
    if (this.#text.startsWith('DEFAULT')) {
      this.#at = 'DEFAULT'.length;
      this.#commands.push({ kind: 'default', span: span(0, this.#at) });
      if (this.#text[this.#at] === ':') this.#at++;
    }
    while (this.#at < this.#text.length) {
      if (separator.test(this.#text[this.#at] ?? '')) this.#at++;
      else {
        const invalid = this.#item();
        if (invalid) return { commands: this.#commands, invalid };
      }
    }
    return { commands: this.#commands };
  }

  #item(): Span | undefined {
    const start = this.#at;
    const first = this.#text[start] ?? '';
    if (first === '@') return this.#special(start);
    const operator = operators[first];
    if (operator) this.#at++;
    const names: CipherName[] = [];
    let selector: Selector | undefined;
    for (;;) {
      const from = this.#at;
      const read = this.#match(this.#version === '3.0' ? nameOf30 : name);
      if (read === '') return this.#unreadable(start);
      const own = selectorOf(read, this.#version);
      // Whoever wrote it meant the whole word.
      const text = own ? read : read + this.#match(name);
      const at = span(from, this.#at);
      const goesOn = this.#text[this.#at] === '+';
      names.push({ text, span: at, known: own !== undefined });
      selector = own && (names.length === 1 ? own : selector && both(selector, own));
      if (!selector) {
        // What follows up to the separator is ignored with it, whatever it says.
        this.#match(toSeparator);
        break;
      }
      if (!goesOn) break;
      this.#at++;
    }
    this.#commands.push({
      kind: 'select',
      operator: operator ?? 'add',
      names,
      ...(selector && { selector }),
      span: span(start, this.#at),
    });
    return undefined;
  }

  #special(start: number): Span | undefined {
    this.#at++;
    const word = this.#match(name);
    const end = this.#at;
    if (word === '') return this.#unreadable(start);
    const level = /^SECLEVEL=([0-5])$/.exec(word)?.[1];
    if (word !== 'STRENGTH' && level === undefined) return span(start, end);
    this.#match(toSeparator);
    const place = span(start, end);
    this.#commands.push(
      level === undefined
        ? { kind: 'strength', span: place }
        : { kind: 'security-level', level: Number(level), span: place },
    );
    return undefined;
  }

  #unreadable(start: number): Span {
    return span(start, Math.min(this.#at + 1, this.#text.length));
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += text.length;
    return text;
  }
}
