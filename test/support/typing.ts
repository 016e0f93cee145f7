import fc from 'fast-check';

/** One change of a text: at a place given by what stands there, or anywhere. */
export interface Typed {
  readonly near: string;
  readonly at: number;
  readonly beside: number;
  readonly removed: number;
  readonly put: string;
  /** Puts it in there too what was removed. */
  readonly movedTo: number | undefined;
}

/** Where an edit changes what the parts of a configuration are: names and arguments of blocks, braces, comments, quotes. */
const places = ['', '', 'server {', 'location', 'http {', 'upstream', '{', '}', ' {', '#', '"', ';', '\n'];

export function typing(pieces: readonly string[], most: number): fc.Arbitrary<readonly Typed[]> {
  const one = fc.record({
    near: fc.constantFrom(...places),
    at: fc.nat(),
    beside: fc.constantFrom(0, 0, 1, 2, 3, 8),
    removed: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(3), fc.nat(40), fc.nat(300)),
    put: fc.constantFrom('', ...pieces),
    movedTo: fc.option(fc.nat(), { freq: 8, nil: undefined }),
  });
  return fc.array(one, { minLength: 1, maxLength: most });
}

export function typed(text: string, { near, at, beside, removed, put, movedTo }: Typed): string {
  const from = Math.min(placeOf(text, near, at) + beside, text.length);
  const cut = text.slice(from, from + removed);
  const rest = text.slice(0, from) + put + text.slice(from + removed);
  if (movedTo === undefined) return rest;
  const to = movedTo % (rest.length + 1);
  return rest.slice(0, to) + cut + rest.slice(to);
}

function placeOf(text: string, near: string, at: number): number {
  const anywhere = at % (text.length + 1);
  if (near === '') return anywhere;
  const behind = text.indexOf(near, anywhere);
  return behind < 0 ? Math.max(0, text.indexOf(near)) : behind;
}
