import type { TextEdit } from '../../../base/edit.ts';
import { span } from '../../../base/span.ts';
import { quoteWord } from '../edit-words.ts';
import type { Word } from '../syntax.ts';

/** Puts words behind one. */
export function insertBehind(word: Word, words: readonly string[]): readonly TextEdit[] {
  const { end } = word.span;
  const write = word.write ?? quoteWord;
  const separator = word.write ? ', ' : ' ';
  return [{ span: span(end, end), text: words.map((one) => separator + write(one)).join('') }];
}
