/**
 * JSON with the place of everything in it, as people write settings: comments and trailing commas are fine. Of what is
 * not JSON the first place is told; what stood before it is not lost.
 */
import { type Message, message } from './message.ts';
import type { Problem, Read } from './problem.ts';
import { type Span, span } from './span.ts';

export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[]; readonly span: Span }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[]; readonly span: Span }
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly span: Span };

export interface JsonMember {
  readonly key: string;
  /** With its quotes. */
  readonly keySpan: Span;
  readonly value: JsonNode;
}

/** Settings nest three levels deep. */
const deepest = 64;

export function readJsonText(text: string): Read<JsonNode> {
  const reader = new Reader(text);
  const value = reader.read();
  return { ...(value && { value }), problems: reader.problems };
}

/** What a program makes of it. Of a key that is there twice, the last counts, as in `JSON.parse`. */
export function jsonValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, jsonValue(value)]));
    case 'array':
      return node.items.map(jsonValue);
    case 'scalar':
      return node.value;
  }
}

const blank = /(?:[ \t\r\n\ufeff]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const string = /"(?:[^"\\\n]|\\.)*"/y;
const word = /[-+.\w]+/y;

class Reader {
  readonly problems: Problem[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonNode | undefined {
    this.#skip();
    const value = this.#value(0);
    if (value && this.problems.length === 0) {
      this.#skip();
      if (this.#at < this.#text.length) this.#fail(message('The file ends after its first value.'));
    }
    return value;
  }

  #value(depth: number): JsonNode | undefined {
    const start = this.#at;
    const first = this.#text[start];
    if (depth > deepest) return this.#fail(message('This is nested too deeply.'));
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    const written = first === '"' ? this.#match(string) : this.#match(word);
    if (written === '') return this.#fail(message('A value is missing here.'));
    try {
      const value: unknown = JSON.parse(written);
      // A word or a string: nothing else was matched.
      return { kind: 'scalar', value: value as string | number | boolean | null, span: span(start, this.#at) };
    } catch {
      this.#at = start;
      return this.#fail(message('This is no JSON value.'), start + written.length);
    }
  }

  #object(depth: number): JsonNode {
    const start = this.#at++;
    const members: JsonMember[] = [];
    for (this.#skip(); this.#text[this.#at] !== '}'; this.#skip()) {
      const keyStart = this.#at;
      const written = this.#match(string);
      const key = parsed(written);
      if (key === undefined) {
        this.#fail(message('A name in double quotes or “}” is missing here.'));
        break;
      }
      const keySpan = span(keyStart, this.#at);
      this.#skip();
      if (!this.#take(':')) {
        this.#fail(message('“{mark}” is missing here.', { mark: ':' }));
        break;
      }
      this.#skip();
      const value = this.#value(depth + 1);
      if (value) members.push({ key, keySpan, value });
      if (this.problems.length > 0 || !this.#separated('}')) break;
    }
    if (this.problems.length === 0) this.#at++;
    return { kind: 'object', members, span: span(start, this.#at) };
  }

  #array(depth: number): JsonNode {
    const start = this.#at++;
    const items: JsonNode[] = [];
    for (this.#skip(); this.#text[this.#at] !== ']'; this.#skip()) {
      const item = this.#value(depth + 1);
      if (item) items.push(item);
      if (this.problems.length > 0 || !this.#separated(']')) break;
    }
    if (this.problems.length === 0) this.#at++;
    return { kind: 'array', items, span: span(start, this.#at) };
  }

  /** Whether the list goes on, or ends as it should. */
  #separated(close: string): boolean {
    this.#skip();
    if (this.#take(',') || this.#text[this.#at] === close) return true;
    this.#fail(message('“{mark}” is missing here.', { mark: this.#at < this.#text.length ? ',' : close }));
    return false;
  }

  #take(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #skip(): void {
    this.#match(blank);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const written = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += written.length;
    return written;
  }

  #fail(reason: Message, end?: number): undefined {
    if (this.problems.length > 0) return;
    const start = Math.min(this.#at, Math.max(this.#text.length - 1, 0));
    const last = Math.min(end ?? start + 1, this.#text.length);
    this.problems.push({ code: 'json-syntax', span: span(start, Math.max(start, last)), message: reason });
  }
}

function parsed(written: string): string | undefined {
  try {
    return written === '' ? undefined : JSON.parse(written);
  } catch {
    return undefined;
  }
}
