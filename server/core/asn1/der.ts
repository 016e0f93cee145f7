import { limits } from '../base/limits.ts';

/** One DER value (ITU-T X.690, section 10): its place in the bytes it was read from, nothing copied. */
export interface Element {
  readonly tag: number;
  /** Identifier, length and contents. */
  readonly bytes: Uint8Array;
  readonly contents: Uint8Array;
}

/** Why bytes are not the DER that was expected. Thrown inside readers only; `readDer` turns it into a value. */
export class DerError extends Error {
  readonly code: DerErrorCode;
  readonly detail: Readonly<Record<string, string | number>>;
  constructor(code: DerErrorCode, detail: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

export type DerErrorCode = 'truncated' | 'trailing' | 'length' | 'tag' | 'depth' | 'size' | 'value' | 'missing';

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Reads values one after another. Strict: definite, minimal lengths and single-octet tags, as X.509 has them. */
export class DerCursor {
  readonly #bytes: Uint8Array;
  #at = 0;
  readonly depth: number;

  constructor(bytes: Uint8Array, depth = 0) {
    if (depth > limits.derDepth) throw new DerError('depth');
    this.#bytes = bytes;
    this.depth = depth;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The tag of the next value, undefined at the end. */
  get nextTag(): number | undefined {
    return this.#bytes[this.#at];
  }

  /** The next value; of the given tag, where one is given. */
  read(tag?: number, what = 'value'): Element {
    const start = this.#at;
    const found = this.#bytes[start];
    if (found === undefined) throw new DerError('missing', { what });
    if (tag !== undefined && found !== tag) throw new DerError('tag', { what, expected: hex(tag), found: hex(found) });
    if ((found & 0x1f) === 0x1f) throw new DerError('tag', { what, expected: 'a single-octet tag', found: hex(found) });
    let at = start + 1;
    let length = this.#bytes[at++];
    if (length === undefined) throw new DerError('truncated', { what, expected: 2, found: this.#bytes.length - start });
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0 || octets > 4) throw new DerError('length', { what });
      length = 0;
      for (let i = 0; i < octets; i++) {
        const octet = this.#bytes[at++];
        if (octet === undefined)
          throw new DerError('truncated', { what, expected: octets + 2, found: this.#bytes.length - start });
        length = length * 256 + octet;
      }
      if (length < 0x80 || length < 256 ** (octets - 1)) throw new DerError('length', { what });
    }
    const end = at + length;
    if (end > this.#bytes.length) {
      throw new DerError('truncated', { what, expected: end - start, found: this.#bytes.length - start });
    }
    this.#at = end;
    return { tag: found, bytes: this.#bytes.subarray(start, end), contents: this.#bytes.subarray(at, end) };
  }

  /** The next value where it has this tag, else undefined and nothing is consumed. */
  optional(tag: number): Element | undefined {
    return this.nextTag === tag ? this.read(tag) : undefined;
  }

  /** A cursor over the contents of the next constructed value. */
  enter(tag: number, what?: string): DerCursor {
    return new DerCursor(this.read(tag, what).contents, this.depth + 1);
  }

  inside(element: Element): DerCursor {
    return new DerCursor(element.contents, this.depth + 1);
  }

  /** Says that nothing may follow. */
  end(what = 'value'): void {
    if (!this.atEnd) throw new DerError('trailing', { what, found: this.#bytes.length - this.#at });
  }
}

/** The single value that `bytes` must be. */
export function readSingle(bytes: Uint8Array, tag: number, what: string): DerCursor {
  if (bytes.length > limits.derBytes) throw new DerError('size', { what, found: bytes.length });
  const cursor = new DerCursor(bytes);
  const inner = cursor.enter(tag, what);
  cursor.end(what);
  return inner;
}

/** Runs a reader; a DerError becomes its value, anything else is a bug and goes on. */
export function guarded<T>(read: () => T): { readonly value: T } | { readonly error: DerError } {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof DerError) return { error };
    throw error;
  }
}

function hex(tag: number): string {
  return `0x${tag.toString(16).padStart(2, '0')}`;
}
