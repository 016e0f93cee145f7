import type { Location } from 'vscode-languageserver';
import { type Span, span } from '../../core/base/span.ts';
import type { LocatedObject } from '../../core/lint/facts.ts';
import type { PkiObject } from '../../core/x509/types.ts';
import type { Places } from '../places.ts';
import { toRange } from '../ranges.ts';

/** More places than these help nobody: the files are read for their line numbers. */
export const shownLocations = 1_000;
const readAtOnce = 16;

/** Where objects stand, each at the first line of its block; those whose file is gone by now are left out. */
export async function toLocations(objects: readonly LocatedObject[], places: Places): Promise<Location[]> {
  const shown = objects.slice(0, shownLocations);
  const found = await locate(shown, places);
  return shown.flatMap((located) => found.get(located) ?? []);
}

/** As `toLocations`, for who has more to say of each: a file is read once for all that stand in it. */
export async function locate<T extends LocatedObject>(
  objects: readonly T[],
  places: Pick<Places, 'text'>,
): Promise<ReadonlyMap<T, Location>> {
  const byFile = new Map<string, T[]>();
  for (const located of objects) {
    const own = byFile.get(located.uri);
    if (own) own.push(located);
    else byFile.set(located.uri, [located]);
  }
  const files = [...byFile];
  const found = new Map<T, Location>();
  for (let at = 0; at < files.length; at += readAtOnce) {
    await Promise.all(
      files.slice(at, at + readAtOnce).map(async ([uri, own]) => {
        const text = await places.text(uri);
        if (!text) return;
        for (const located of own) found.set(located, { uri, range: toRange(text, firstLine(located.object)) });
      }),
    );
  }
  return found;
}

/** The BEGIN line; the beginning of a binary file. */
function firstLine({ block }: PkiObject): Span {
  return block ? span(block.span.start, block.body.start) : span(0, 0);
}

/** The beginning of a file. */
export function topOf(uri: string): Location {
  const start = { line: 0, character: 0 };
  return { uri, range: { start, end: start } };
}
