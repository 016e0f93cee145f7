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

  get(bytes: Uint8Array): T | undefined {
    const known = this.#seen.get(keyOf(bytes));
    return known && isSame(known.bytes, bytes) ? known.made : undefined;
  }

  /** The oldest goes where there are too many. */
  put(bytes: Uint8Array, made: T): void {
    const key = keyOf(bytes);
    if (this.#seen.size >= this.#limit && !this.#seen.has(key)) {
      for (const oldest of this.#seen.keys()) {
        this.#seen.delete(oldest);
        break;
      }
    }
    this.#seen.set(key, { bytes: bytes.slice(), made });
  }
}

function keyOf(bytes: Uint8Array): number {
  let key = bytes.length;
  for (let i = 0; i < bytes.length; i++) key = (Math.imul(key, 31) + (bytes[i] ?? 0)) | 0;
  return key;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
