/**
 * What was made of the same octets before: issuers' names, algorithms and identifiers are alike in thousands of
 * certificates. What is kept must be the same for the same octets, and so must hold no place.
 */
export class SeenBytes<T> {
  readonly #limit: number;
  readonly #seen = new Map<number, { readonly bytes: Uint8Array; readonly made: T }>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Of the octets from `start` to `end`. */
  get(bytes: Uint8Array, start = 0, end: number = bytes.length): T | undefined {
    const known = this.#seen.get(keyOf(bytes, start, end));
    return known && isSame(known.bytes, bytes, start, end) ? known.made : undefined;
  }

  /** The oldest goes where there are too many. */
  put(bytes: Uint8Array, made: T): void {
    const key = keyOf(bytes, 0, bytes.length);
    if (this.#seen.size >= this.#limit && !this.#seen.has(key)) {
      for (const oldest of this.#seen.keys()) {
        this.#seen.delete(oldest);
        break;
      }
    }
    this.#seen.set(key, { bytes: bytes.slice(), made });
  }
}

function keyOf(bytes: Uint8Array, start: number, end: number): number {
  let key = end - start;
  for (let i = start; i < end; i++) key = (Math.imul(key, 31) + (bytes[i] ?? 0)) | 0;
  return key;
}

function isSame(kept: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (kept.length !== end - start) return false;
  for (let i = 0; i < kept.length; i++) if (kept[i] !== bytes[start + i]) return false;
  return true;
}
