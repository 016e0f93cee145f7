import { type Span, span } from '../../base/span.ts';

/** A fenced code block (CommonMark 0.31, 4.5). */
export interface CodeBlock {
  /** The first word behind the fence; empty where there is none. */
  readonly language: string;
  /** What stands before the fence: a quotation's marks, the room of a list. */
  readonly before: string;
  /** From the line behind the opening fence to the closing one. */
  readonly body: Span;
}

/** Of the text that was asked about last: commands and each language ask one after the other. */
let last: { readonly text: string; readonly blocks: readonly CodeBlock[] } | undefined;

/** In document order. */
export function codeBlocks(text: string): readonly CodeBlock[] {
  const blocks = last?.text === text ? last.blocks : [...findCodeBlocks(text)];
  last = { text, blocks };
  return blocks;
}

function* findCodeBlocks(text: string): Iterable<CodeBlock> {
  const fence = /^([ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?)(`{3,}|~{3,})[ \t]*\{?\.?([^\s`{},]*)[^\n]*\n?/gm;
  for (let open = fence.exec(text); open; open = fence.exec(text)) {
    const [whole, before = '', mark = '```', language = ''] = open;
    const start = open.index + whole.length;
    const close = new RegExp(`^[ \\t>]*${mark[0]}{${mark.length},}[ \\t]*\\r?$`, 'gm');
    close.lastIndex = start;
    const found = close.exec(text);
    const end = found?.index ?? text.length;
    yield { language, before, body: span(start, end) };
    fence.lastIndex = Math.max(found ? end + found[0].length : text.length, start);
  }
}
