import type { TextEdit } from '../../base/edit.ts';
import { type Span, span } from '../../base/span.ts';
import { isBlank, type Word } from './syntax.ts';

/** Takes words that follow each other away, with the blanks or continued line before them. */
export function removeWords(text: string, words: readonly Word[]): TextEdit[] {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return [];
  if (words.some(({ removal }) => removal)) {
    return words.map(({ span: place, removal }) => ({ span: removal ?? place, text: '' }));
  }
  return [{ span: withBlanks(text, span(first.span.start, last.span.end)), text: '' }];
}

/** Puts other words in the place of some. */
export function replaceWords(text: string, words: readonly Word[], replacement: readonly string[]): TextEdit[] {
  const [first, ...rest] = words;
  if (!first) return [];
  const write = first.write ?? quoteWord;
  const separator = first.write ? ', ' : ' ';
  const edits: TextEdit[] = [{ span: first.span, text: replacement.map(write).join(separator) }];
  return rest.length === 0 ? edits : [...edits, ...removeWords(text, rest)];
}

/** Puts another value in the place of one, in the quotes that are there. */
export function replaceValue(value: Word, replacement: string): TextEdit {
  if (value.verbatim) return { span: value.verbatim, text: replacement };
  return { span: value.span, text: (value.write ?? quoteWord)(replacement) };
}

export function quoteWord(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function withBlanks(text: string, { start, end }: Span): Span {
  let from = start;
  for (;;) {
    if (isBlank(text[from - 1])) from--;
    else if (text[from - 1] === '\n' && /\\\r?$/.test(text.slice(Math.max(0, from - 3), from - 1))) {
      from -= text[from - 2] === '\r' ? 3 : 2;
    } else break;
  }
  const before = text[from - 1];
  const isFirst = before === undefined || '\n("\'`|;&'.includes(before);
  if (!isFirst) return span(from, end);
  // The first of a line or list keeps its indentation: what follows moves up.
  let to = end;
  while (isBlank(text[to])) to++;
  const isLast = text[to] === undefined || '\n)"\'`'.includes(text[to] ?? '');
  return isLast && before !== '\n' ? span(from, to) : span(start, to);
}
