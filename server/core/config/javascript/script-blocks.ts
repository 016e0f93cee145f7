import type { TextEdit } from '../../base/edit.ts';
import { type Span, span } from '../../base/span.ts';
import type { Projection } from '../projection.ts';

/** An opening tag is not longer; where none ends, the rest of a text is not searched once for each. */
const longestTag = 5_000;
/** Tags that do not end, each of which is searched so far. */
const mostEndless = 100;

/** The scripts of a component of Vue or Svelte, blanks in the place of all else. */
export function scriptBlocks(text: string, path: string): readonly Projection[] | undefined {
  const isComponent = path === '' ? /^\s*<(?:script|template|style|!--)/i.test(text) : /\.(?:vue|svelte)$/i.test(path);
  if (!isComponent) return undefined;
  const blocks = [...findBlocks(text)];
  const [first] = blocks;
  let masked = '';
  let at = 0;
  for (const { start, end } of blocks) {
    masked += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  const projection: Projection = {
    text: masked + blank(text.slice(at)),
    edit({ span: place, text: written }): TextEdit | undefined {
      const block = blocks.find(({ start, end }) => place.end >= start && place.start <= end);
      if (block) {
        const clamped = span(Math.max(place.start, block.start), Math.min(place.end, block.end));
        return { span: clamped, text: written };
      }
      if (!first || place.end > place.start) return undefined;
      // An import comes to the head of the program, which is the head of its first block.
      const start = first.start + (/^[ \t]*\r?\n/.exec(text.slice(first.start, first.start + 200))?.[0].length ?? 0);
      return { span: span(start, start), text: written.replace(/(\r?\n)\s*$/, '$1') };
    },
  };
  return [projection];
}

function* findBlocks(text: string): Iterable<Span> {
  const mark = /<!--|<script(?=[\s>])/gi;
  let endless = 0;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    if (found[0] === '<!--') {
      const close = text.indexOf('-->', found.index);
      if (close < 0) return;
      mark.lastIndex = close + 3;
      continue;
    }
    const start = tagEnd(text, mark.lastIndex);
    if (start === undefined) {
      if (++endless > mostEndless) return;
      continue;
    }
    const attributes = text.slice(mark.lastIndex, start - 1);
    const close = /<\/script\s*>/gi;
    close.lastIndex = start;
    const end = close.exec(text)?.index ?? text.length;
    mark.lastIndex = end;
    const type = /\b(?:type|lang)\s*=\s*["']?([\w./-]+)/i.exec(attributes)?.[1] ?? 'js';
    if (
      !attributes.endsWith('/') &&
      /^(?:[jt]sx?|module|(?:text|application)\/(?:java|type)script|javascript|typescript)$/i.test(type)
    ) {
      yield span(start, end);
    }
  }
}

/** Behind the `>` of a tag; one in quotes is part of an attribute. */
function tagEnd(text: string, from: number): number | undefined {
  let quote = '';
  for (let at = from; at < Math.min(text.length, from + longestTag); at++) {
    const char = text[at] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at + 1;
  }
  return undefined;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
