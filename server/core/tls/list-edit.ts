import type { TextEdit } from '../base/edit.ts';
import { encloses, type Span, span } from '../base/span.ts';
import { type ListText, placeOf } from './list-text.ts';

/** Puts another list in the place of all of one; undefined where its expression cannot be replaced. */
export function replaceList({ source }: ListText, value: string): TextEdit[] | undefined {
  if (!source) return undefined;
  const { span: place, mark, keep } = source;
  const text = [keep, value].filter((part) => part !== undefined && part !== '').join(':');
  return [{ span: place, text: `${mark}${text}${mark}` }];
}

/** The list without some of its items, as text: with each goes the separator before it, or after the first. */
export function withoutItems(text: string, items: readonly Span[]): string {
  return cuts(text, items).reduceRight((kept, { start, end }) => kept.slice(0, start) + kept.slice(end), text);
}

/** The same as edits; undefined where an item is not written in one piece. */
export function removeItems(list: ListText, items: readonly Span[]): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const cut of cuts(list.text, items)) {
    const place = placeOf(list, cut);
    // Where separators are written elsewhere, empty items stay: OpenSSL does not mind.
    const places = place ? [place] : items.filter((item) => encloses(cut, item)).map((item) => placeOf(list, item));
    for (const one of places) {
      if (!one) return undefined;
      edits.push({ span: one, text: '' });
    }
  }
  return edits;
}

const separators = ': ;,';

/** Neighbours go in one piece, so that no separator is taken twice. */
function cuts(text: string, items: readonly Span[]): Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...items].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && /^[: ;,]*$/.test(text.slice(last.end, start))) last.end = end;
    else joined.push({ start, end });
  }
  return joined.map(({ start, end }) => {
    let from = start;
    while (from > 0 && separators.includes(text.charAt(from - 1))) from--;
    if (from < start) return span(from, end);
    let to = end;
    while (to < text.length && separators.includes(text.charAt(to))) to++;
    return span(start, to);
  });
}
