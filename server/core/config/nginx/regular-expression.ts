/**
 * Regular expressions as PCRE2 compiles them, as far as it refuses some: nginx does not start with those. What only some
 * versions refuse is let through.
 */

export type PatternFaultKind =
  | 'unclosed-group'
  | 'unopened-group'
  | 'unclosed-class'
  | 'nothing-to-repeat'
  | 'bounds-out-of-order'
  | 'range-out-of-order'
  | 'unknown-group'
  | 'group-name'
  | 'duplicate-name'
  | 'unknown-escape'
  | 'missing-group'
  | 'class-outside'
  | 'unknown-class'
  | 'endless-lookbehind';

export interface PatternFault {
  readonly kind: PatternFaultKind;
  /** Where in the pattern. */
  readonly start: number;
  readonly end: number;
}

/** The first fault. */
export function patternFault(pattern: string): PatternFault | undefined {
  // White space and comments count for nothing then.
  if (/\(\?\^?[a-wyzA-Z]*x/.test(pattern)) return undefined;
  try {
    return new PatternReader(pattern).read();
  } catch (fault) {
    if (fault instanceof Stop) return fault.fault;
    throw fault;
  }
}

class Stop {
  readonly fault: PatternFault;
  constructor(fault: PatternFault) {
    this.fault = fault;
  }
}

interface Group {
  readonly start: number;
  readonly kind: 'plain' | 'ahead' | 'behind';
}

interface Reference {
  readonly start: number;
  readonly end: number;
  readonly to: number | string;
}

const posixClasses = new Set(
  'alpha lower upper alnum ascii blank cntrl digit graph print punct space word xdigit'.split(' '),
);

const controls: Readonly<Record<string, number>> = { a: 7, b: 8, e: 27, f: 12, n: 10, r: 13, t: 9 };

class PatternReader {
  readonly #pattern: string;
  readonly #open: Group[] = [];
  readonly #names = new Set<string>();
  readonly #references: Reference[] = [];
  #groups = 0;
  #at = 0;
  /** Whether a quantifier may follow. */
  #repeatable = false;
  /** Names may come twice, and numbers start anew in each branch. */
  readonly #isBranchReset: boolean;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#isBranchReset = /\(\?(?:\||[a-zA-Z^]*J)/.test(pattern);
  }

  read(): PatternFault | undefined {
    const pattern = this.#pattern;
    while (this.#at < pattern.length) {
      const start = this.#at;
      switch (pattern[start]) {
        case '\\':
          this.#escape();
          break;
        case '[':
          this.#class();
          break;
        case '(':
          this.#group();
          break;
        case ')':
          this.#close();
          break;
        case '|':
        case '^':
        case '$':
          this.#at++;
          this.#repeatable = false;
          break;
        case '*':
        case '+':
        case '?':
          this.#quantifier(start + 1);
          break;
        case '{':
          this.#braces();
          break;
        default:
          this.#at++;
          this.#repeatable = true;
      }
    }
    const unclosed = this.#open.at(-1);
    if (unclosed) this.#stop('unclosed-group', unclosed.start, unclosed.start + 1);
    for (const { start, end, to } of this.#references) {
      if (typeof to === 'string' ? !this.#names.has(to) : !this.#isBranchReset && to > this.#groups)
        this.#stop('missing-group', start, end);
    }
    return undefined;
  }

  #stop(kind: PatternFaultKind, start: number, end: number): never {
    throw new Stop({ kind, start, end: Math.min(end, this.#pattern.length) });
  }

  /** Matches at the place reached. */
  #match(sticky: RegExp, at = this.#at): RegExpExecArray | null {
    sticky.lastIndex = at;
    return sticky.exec(this.#pattern);
  }

  #close(): void {
    if (!this.#open.pop()) this.#stop('unopened-group', this.#at, this.#at + 1);
    this.#at++;
    this.#repeatable = true;
  }

  #braces(): void {
    const bounds = this.#match(/\{(\d+)(?:,(\d*))?\}/y);
    if (!bounds) {
      this.#at++;
      this.#repeatable = true;
      return;
    }
    const [whole, least = '', most] = bounds;
    const end = this.#at + whole.length;
    const isOutOfOrder = most !== undefined && most !== '' && Number(most) < Number(least);
    if (isOutOfOrder || Number(least) > 65_535 || Number(most || 0) > 65_535)
      this.#stop('bounds-out-of-order', this.#at, end);
    // After another quantifier the first PCRE took it.
    const before = this.#pattern[this.#at - 1] ?? '';
    if (!this.#repeatable && /[*+?}]/.test(before)) this.#repeatable = true;
    this.#quantifier(end, most === '');
  }

  #quantifier(end: number, isEndless = /[*+]/.test(this.#pattern[this.#at] ?? '')): void {
    if (!this.#repeatable) this.#stop('nothing-to-repeat', this.#at, end);
    const around = this.#open.findLast(({ kind }) => kind !== 'plain');
    if (isEndless && around?.kind === 'behind') this.#stop('endless-lookbehind', around.start, end);
    this.#at = end;
    if (/[+?]/.test(this.#pattern[end] ?? '')) this.#at++;
    this.#repeatable = false;
  }

  #group(): void {
    const start = this.#at;
    const pattern = this.#pattern;
    if (pattern[start + 1] === '*') {
      this.#verb();
      return;
    }
    if (pattern[start + 1] !== '?') {
      this.#begin(start, 1, 'plain');
      this.#groups++;
      return;
    }
    const next = pattern[start + 2] ?? '';
    if (next === '#') {
      const end = pattern.indexOf(')', start);
      if (end < 0) this.#stop('unclosed-group', start, start + 3);
      this.#at = end + 1;
      return;
    }
    if (next === '=' || next === '!') this.#begin(start, 3, 'ahead');
    else if (next === '<' && /[=!]/.test(pattern[start + 3] ?? '')) this.#begin(start, 4, 'behind');
    else if (next === '>' || next === '|' || next === ':') this.#begin(start, 3, 'plain');
    else if (next === '(') this.#condition();
    else if (/^\?(?:P?<|')/.test(pattern.slice(start + 1, start + 4))) this.#named();
    else this.#call() || this.#options();
  }

  #begin(start: number, length: number, kind: Group['kind']): void {
    this.#open.push({ start, kind });
    this.#at = start + length;
    this.#repeatable = false;
  }

  /** `(*UTF8)`, `(*COMMIT)`, `(*pla:…)`. */
  #verb(): void {
    const start = this.#at;
    const assertion = this.#match(/\(\*[a-z_]+:/y);
    if (assertion) {
      this.#begin(
        start,
        assertion[0].length,
        /\(\*(?:p|n|positive_|negative_)?l(?:b|ookbehind)/.test(assertion[0]) ? 'behind' : 'ahead',
      );
      return;
    }
    const verb = this.#match(/\(\*[A-Z:][^)]*\)/y);
    if (!verb) this.#stop('nothing-to-repeat', start + 1, start + 2);
    this.#at += verb[0].length;
    this.#repeatable = false;
  }

  #condition(): void {
    const start = this.#at;
    const test = this.#match(/\((?:[+-]?\d+|<\w+>|'\w+'|R(?:\d*|&\w+)|DEFINE|VERSION[^)]*|\w+)\)/y, start + 2);
    this.#begin(start, 2 + (test?.[0].length ?? 0), 'plain');
  }

  #named(): void {
    const start = this.#at;
    const head = this.#match(/\(\?(?:P?<|')/y)?.[0] ?? '';
    const from = start + head.length;
    const name = this.#match(/\w*/y, from)?.[0] ?? '';
    const end = from + name.length;
    const isEnded = this.#pattern[end] === (head.endsWith("'") ? "'" : '>');
    if (name === '' || name.length > 128 || /^\d/.test(name) || !isEnded) this.#stop('group-name', start, end + 1);
    if (this.#names.has(name) && !this.#isBranchReset) this.#stop('duplicate-name', from, end);
    this.#names.add(name);
    this.#groups++;
    this.#begin(start, end + 1 - start, 'plain');
  }

  /** `(?1)`, `(?R)`, `(?&name)`, `(?P=name)`, `(?C1)`. */
  #call(): boolean {
    const call = this.#match(/\(\?(?:(R|C\d*|[+-]?\d+)|(?:&|P[>=])(\w+))\)/y);
    if (!call) return false;
    const [whole, number, name] = call;
    const start = this.#at;
    this.#at += whole.length;
    this.#repeatable = !number?.startsWith('C');
    const end = this.#at;
    if (name !== undefined) this.#references.push({ start, end, to: name });
    else if (number !== undefined && /^\d/.test(number)) this.#references.push({ start, end, to: Number(number) });
    return true;
  }

  /** `(?i)`, `(?-i:…`. */
  #options(): void {
    const start = this.#at;
    const options = this.#match(/\(\?\^?[imsnJUarDSWPT]*(?:-[imsnJU]*)?([:)])?/y);
    const end = start + (options?.[0].length ?? 2);
    if (options?.[1] === ':') this.#begin(start, end - start, 'plain');
    else if (options?.[1] === ')') {
      this.#at = end;
      this.#repeatable = false;
    } else this.#stop(end >= this.#pattern.length ? 'unclosed-group' : 'unknown-group', start, end + 1);
  }

  #escape(): void {
    const start = this.#at;
    const letter = this.#pattern[start + 1];
    if (letter === undefined) this.#stop('unknown-escape', start, start + 1);
    if (letter === 'Q') {
      const end = this.#pattern.indexOf('\\E', start + 2);
      if (end !== start + 2 && start + 2 < this.#pattern.length) this.#repeatable = true;
      this.#at = end < 0 ? this.#pattern.length : end + 2;
      return;
    }
    if (letter === 'E') {
      this.#at += 2;
      return;
    }
    this.#repeatable = !/[bBAZzGK]/.test(letter);
    if (/[gk]/.test(letter)) this.#backReference();
    else if (/[1-9]/.test(letter)) {
      const digits = this.#match(/\d+/y, start + 1)?.[0] ?? '';
      this.#at += 1 + digits.length;
      // Of several digits it may be a character in octal.
      if (digits.length === 1) this.#references.push({ start, end: this.#at, to: Number(digits) });
    } else this.#character();
  }

  #backReference(): void {
    const start = this.#at;
    const written = this.#match(
      /\\(?:g(?:\{([+-]?\d+|\w+)\}|([+-]?\d+)|<[+-]?\w+>|'[+-]?\w+')|k(?:\{(\w+)\}|<(\w+)>|'(\w+)'))/y,
    );
    if (!written) this.#stop('unknown-escape', start, start + 2);
    this.#at += written[0].length;
    const to = written.slice(1).find((one) => one !== undefined);
    if (to !== undefined && !/^[+-]/.test(to))
      this.#references.push({ start, end: this.#at, to: /^\d/.test(to) ? Number(to) : to });
  }

  /**
   * One character, or a kind of characters, behind a backslash; returns its code where it is one. In a class and outside of
   * it alike.
   */
  #character(): number | undefined {
    const start = this.#at;
    const letter = this.#pattern[start + 1];
    if (letter === undefined || /[FLlUuijmqyIJMOTY]/.test(letter)) this.#stop('unknown-escape', start, start + 2);
    this.#at += 2;
    if (letter === 'x') {
      const digits = this.#match(/\{([\da-f]+)\}|([\da-f]{0,2})/iy);
      this.#at += digits?.[0].length ?? 0;
      return Number.parseInt(digits?.[1] ?? (digits?.[2] || '0'), 16);
    }
    if (letter === 'p' || letter === 'P') {
      const property = this.#match(/\{[^{}]*\}|[A-Z]/y);
      if (!property) this.#stop('unknown-escape', start, start + 3);
      this.#at += property[0].length;
      return undefined;
    }
    if (letter === 'c') {
      if (this.#at >= this.#pattern.length) this.#stop('unknown-escape', start, start + 2);
      this.#at++;
      return undefined;
    }
    if (letter === 'o' || letter === 'N') {
      this.#at += this.#match(/\{[^{}]*\}/y)?.[0].length ?? 0;
      return undefined;
    }
    if (/[dDwWsShHvVRX]/.test(letter)) return undefined;
    if (/\d/.test(letter)) {
      const octal = this.#match(/[0-7]{0,2}/y)?.[0] ?? '';
      this.#at += octal.length;
      return Number.parseInt(letter + octal, 8);
    }
    return controls[letter] ?? letter.charCodeAt(0);
  }

  #class(): void {
    const start = this.#at;
    const pattern = this.#pattern;
    if (/[:.=]/.test(pattern[start + 1] ?? '')) {
      const end = this.#posixEnd(start);
      if (end > 0) this.#stop('class-outside', start, end);
    }
    this.#at++;
    if (pattern[this.#at] === '^') this.#at++;
    let isFirst = true;
    /** The code of what stands before; undefined where no range can begin with it. */
    let before: number | undefined;
    let beforeStart = this.#at;
    let isQuoted = false;
    for (;;) {
      if (this.#at >= pattern.length) this.#stop('unclosed-class', start, start + 1);
      const at = this.#at;
      if (isQuoted || pattern.startsWith('\\Q', at) || pattern.startsWith('\\E', at)) {
        if (!isQuoted || pattern.startsWith('\\E', at)) {
          isQuoted = pattern.startsWith('\\Q', at);
          this.#at += 2;
        } else this.#at++;
        before = undefined;
        isFirst = false;
        continue;
      }
      if (pattern[at] === ']' && !isFirst) break;
      if (pattern[at] === '-' && before !== undefined && !isFirst && pattern[at + 1] !== ']') {
        this.#at++;
        if (pattern.startsWith('\\E', this.#at) || pattern.startsWith('\\Q', this.#at)) {
          before = undefined;
          continue;
        }
        if (this.#at >= pattern.length) continue;
        const last = this.#member();
        if (last !== undefined && last < before && last < 128) this.#stop('range-out-of-order', beforeStart, this.#at);
        before = undefined;
        continue;
      }
      isFirst = false;
      beforeStart = at;
      before = this.#member();
      if (before !== undefined && before >= 128) before = undefined;
    }
    this.#at++;
    this.#repeatable = true;
  }

  /** One character or kind of characters in a class; returns its code where it is one. */
  #member(): number | undefined {
    const at = this.#at;
    const pattern = this.#pattern;
    if (pattern[at] === '\\') {
      if (at + 1 >= pattern.length) this.#stop('unknown-escape', at, at + 1);
      return this.#character();
    }
    if (pattern[at] === '[' && /[:.=]/.test(pattern[at + 1] ?? '')) {
      const end = this.#posixEnd(at);
      if (end > 0) {
        const name = pattern.slice(at + 2, end - 2).replace('^', '');
        if (pattern[at + 1] !== ':' || !posixClasses.has(name)) this.#stop('unknown-class', at, end);
        this.#at = end;
        return undefined;
      }
    }
    this.#at++;
    return pattern.charCodeAt(at);
  }

  /** Where `[:name:]` ends; 0 where it is none. */
  #posixEnd(start: number): number {
    const written = this.#match(/\[([:.=])[^[\]\\]*?\1\]/y, start);
    return written ? start + written[0].length : 0;
  }
}
