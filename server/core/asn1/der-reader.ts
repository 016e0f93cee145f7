// DER (ITU-T X.690, section 10) without copies: every reader is a window on the same bytes.
//
// No reader throws. The first failure is kept in the state that all readers of one object share; from then on every
// window is at its end and every value is empty, so reading code runs through without asking after each step, and its
// caller asks once: `failure` set means that the values are worthless. `violations` are the places where the encoding
// breaks a rule of DER but still has only one meaning; the values are good.

import { limits } from '../base/limits.ts';
import type { DerFailure } from './failure.ts';
import { tagName, tags } from './tags.ts';

/** One value: identifier, length and contents, as places in the bytes of its reader. */
export class DerElement {
  readonly tag: number;
  readonly #source: Uint8Array;
  readonly #start: number;
  readonly #contents: number;
  readonly #end: number;
  readonly #origin: number;

  constructor(tag: number, source: Uint8Array, start: number, contents: number, end: number, origin: number) {
    this.tag = tag;
    this.#source = source;
    this.#start = start;
    this.#contents = contents;
    this.#end = end;
    this.#origin = origin;
  }

  /** Where `contents` begins. */
  get offset(): number {
    return this.#contents + this.#origin;
  }

  get length(): number {
    return this.#end - this.#contents;
  }

  get source(): Uint8Array {
    return this.#source;
  }

  /** Where `contents` begins and ends in `source`. */
  get contentsStart(): number {
    return this.#contents;
  }

  get contentsEnd(): number {
    return this.#end;
  }

  /** Identifier, length and contents octets. Made when asked for, as `contents`: a view costs more than reading most values. */
  get bytes(): Uint8Array {
    return this.#source.subarray(this.#start, this.#end);
  }

  get contents(): Uint8Array {
    return this.#source.subarray(this.#contents, this.#end);
  }
}

interface State {
  readonly bytes: Uint8Array;
  /** Added to every offset that is reported: where these bytes begin in the object a person sees. */
  readonly origin: number;
  failure: DerFailure | undefined;
  /** Made with the first. */
  violations: DerFailure[] | undefined;
}

const none: readonly DerFailure[] = [];

/** `code` and its details; `what` and `offset` are added. */
type FailureDetail = DerFailure extends infer F ? (F extends DerFailure ? Omit<F, 'what' | 'offset'> : never) : never;

export class DerReader {
  readonly #state: State;
  readonly #end: number;
  readonly #depth: number;
  #at: number;
  #tag = 0;
  #valueStart = 0;
  #contentsStart = 0;
  #contentsEnd = 0;

  private constructor(state: State, start: number, end: number, depth: number) {
    this.#state = state;
    this.#at = start;
    this.#end = end;
    this.#depth = depth;
  }

  /** A reader over `bytes`, which begin `origin` bytes into what a person would call the object. */
  static over(bytes: Uint8Array, origin = 0): DerReader {
    const reader = new DerReader({ bytes, origin, failure: undefined, violations: undefined }, 0, bytes.length, 0);
    if (bytes.length > limits.derBytes) reader.fail('data', { code: 'size', limit: limits.derBytes }, 0);
    return reader;
  }

  /** A reader over the contents of a value by itself: places are counted from their beginning, failures are its own. */
  static inContents({ source, contentsStart, contentsEnd }: DerElement): DerReader {
    const state = { bytes: source, origin: -contentsStart, failure: undefined, violations: undefined };
    return new DerReader(state, contentsStart, contentsEnd, 0);
  }

  get failure(): DerFailure | undefined {
    return this.#state.failure;
  }

  get violations(): readonly DerFailure[] {
    return this.#state.violations ?? none;
  }

  /** True after the last value, and after a failure: a loop until here always ends. */
  get atEnd(): boolean {
    return this.#at >= this.#end || this.#state.failure !== undefined;
  }

  /** Offset of the next value, as reported. */
  get offset(): number {
    return this.#at + this.#state.origin;
  }

  /** The tag of the next value; undefined at the end. Consumes nothing. */
  peekTag(): number | undefined {
    return this.atEnd ? undefined : this.#state.bytes[this.#at];
  }

  /** Keeps the first failure. `offset` defaults to the next value's. */
  fail(what: string, detail: FailureDetail, offset = this.offset): void {
    // The union cannot be rebuilt from its parts by inference.
    this.#state.failure ??= { ...detail, what, offset } as DerFailure;
  }

  /** Notes an encoding that DER forbids but whose meaning is clear. */
  violate(what: string, detail: FailureDetail, offset = this.offset): void {
    this.#state.violations ??= [];
    if (this.#state.violations.length < 20) this.#state.violations.push({ ...detail, what, offset } as DerFailure);
  }

  /** The next value, of `tag` where one is given. After a failure: an empty one. */
  element(what: string, tag?: number): DerElement {
    this.take(what, tag);
    const { bytes, origin } = this.#state;
    return new DerElement(this.#tag, bytes, this.#valueStart, this.#contentsStart, this.#contentsEnd, origin);
  }

  /** All bytes, of which `contentsStart` and `contentsEnd` tell places. */
  get source(): Uint8Array {
    return this.#state.bytes;
  }

  /** Where the value that was taken last begins, and its contents. */
  get valueStart(): number {
    return this.#valueStart;
  }

  get contentsStart(): number {
    return this.#contentsStart;
  }

  get contentsEnd(): number {
    return this.#contentsEnd;
  }

  /** Where its contents begin, as reported. */
  get contentsOffset(): number {
    return this.#contentsStart + this.#state.origin;
  }

  /** As `element`, but nothing is made: the value is told by the places of its contents until the next one is taken. */
  take(what: string, tag?: number): void {
    const { bytes } = this.#state;
    const start = this.#at;
    this.#tag = tag ?? 0;
    this.#valueStart = start;
    this.#contentsStart = start;
    this.#contentsEnd = start;
    if (this.#state.failure) return;
    const found = start < this.#end ? bytes[start] : undefined;
    if (found === undefined) {
      this.fail(what, { code: 'missing', expected: tag === undefined ? 'any value' : tagName(tag) });
      return;
    }
    if (tag !== undefined && found !== tag) {
      this.fail(what, { code: 'tag', expected: tagName(tag), found: tagName(found) });
      return;
    }
    if ((found & 0x1f) === 0x1f) {
      this.fail(what, { code: 'long-tag' });
      return;
    }
    const length = this.#readLength(what, start);
    if (length < 0) return;
    const end = this.#at + length;
    if (end > this.#end) {
      this.#at = start;
      this.fail(what, { code: 'truncated', expected: end - start, found: this.#end - start });
      return;
    }
    this.#tag = found;
    this.#contentsStart = this.#at;
    this.#contentsEnd = end;
    this.#at = end;
  }

  /** Bytes that the next value says it has, header included; undefined where that cannot be told. Consumes nothing. */
  peekLength(): number | undefined {
    const { bytes } = this.#state;
    const first = bytes[this.#at + 1];
    if (this.atEnd || first === undefined || first === 0x80 || first > 0x84) return undefined;
    const octets = first & 0x80 ? first & 0x7f : 0;
    let length = octets === 0 ? first : 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[this.#at + 2 + i] ?? 0);
    return 2 + octets + length;
  }

  /** The number of values to the end of this window, which are not looked into. Consumes nothing. */
  count(): number {
    const { bytes } = this.#state;
    const rest = new DerReader({ bytes, origin: 0, failure: undefined, violations: undefined }, this.#at, this.#end, 0);
    let count = 0;
    for (let length = rest.peekLength(); length !== undefined; length = rest.peekLength()) {
      rest.#at += length;
      count++;
    }
    return count;
  }

  /** Reads the length octets (X.690, 8.1.3 and 10.1) of the value at `start`; -1 after a failure. Stands behind them. */
  #readLength(what: string, start: number): number {
    const { bytes } = this.#state;
    let at = start + 1;
    const first = at < this.#end ? bytes[at++] : undefined;
    if (first === undefined) {
      this.fail(what, { code: 'truncated', expected: 2, found: this.#end - start });
      return -1;
    }
    if (first < 0x80) {
      this.#at = at;
      return first;
    }
    const octets = first & 0x7f;
    if (octets === 0) {
      this.fail(what, { code: 'indefinite-length' });
      return -1;
    }
    if (octets > 4) {
      this.fail(what, { code: 'long-length' });
      return -1;
    }
    if (at + octets > this.#end) {
      this.fail(what, { code: 'truncated', expected: octets + 2, found: this.#end - start });
      return -1;
    }
    let length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at++] ?? 0);
    if (length < 0x80 || length < 256 ** (octets - 1)) this.violate(what, { code: 'padded-length' });
    this.#at = at;
    return length;
  }

  /** The next value where it has this tag; else undefined, and nothing is consumed. */
  optional(what: string, tag: number): DerElement | undefined {
    return this.peekTag() === tag ? this.element(what, tag) : undefined;
  }

  /** A reader over the contents of the next value, which must be constructed with `tag`. */
  enter(what: string, tag: number = tags.sequence): DerReader {
    this.take(what, tag);
    return this.inside(what);
  }

  /** As `enter`, with the bytes of the whole value. */
  enterElement(what: string, tag: number = tags.sequence): { readonly bytes: Uint8Array; readonly inner: DerReader } {
    this.take(what, tag);
    const bytes = this.#state.bytes.subarray(this.#valueStart, this.#contentsEnd);
    return { bytes, inner: this.inside(what) };
  }

  /** A reader over the contents of the value that was taken last. */
  inside(what: string): DerReader {
    if (this.#depth >= limits.derDepth) {
      this.fail(what, { code: 'depth', limit: limits.derDepth }, this.#valueStart + this.#state.origin);
    }
    return new DerReader(this.#state, this.#contentsStart, this.#contentsEnd, this.#depth + 1);
  }

  /** As `enter` where the next value has this tag; else undefined, and nothing is consumed. */
  enterOptional(what: string, tag: number): DerReader | undefined {
    return this.peekTag() === tag ? this.enter(what, tag) : undefined;
  }

  /** Notes that a SEQUENCE OF or SET OF which must have an element has none. */
  notEmpty(what: string): void {
    if (this.atEnd && !this.failure) this.violate(what, { code: 'missing', expected: 'an element' });
  }

  /** Says that nothing may follow in this window. */
  end(what: string): void {
    if (!this.atEnd) this.fail(what, { code: 'trailing', found: this.#end - this.#at });
  }
}
