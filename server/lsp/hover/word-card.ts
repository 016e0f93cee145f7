import { type Localize, message } from '../../core/base/message.ts';
import type { Span } from '../../core/base/span.ts';
import type { Description } from '../../core/config/completion.ts';
import type { Ink } from '../ink.ts';

/** What a word of a configuration language means: a directive, one of its values, a variable. */
export function wordCard(
  { span, code, paragraphs, fields, page }: Description,
  languageId: string,
  { ink, localize }: { readonly ink: Ink; readonly localize: Localize },
): { readonly text: string; readonly span: Span } {
  const parts = [
    ink.block(code.join('\n'), languageId),
    ...paragraphs.map((paragraph) => ink.prose(localize(paragraph))),
    fields.length > 0 ? ink.table(fields.map(({ label, value }) => [localize(label), ink.prose(localize(value))])) : '',
    page ? ink.link(localize(message('nginx.org documentation')), page) : '',
  ];
  return { text: parts.filter((part) => part !== '').join('\n\n'), span };
}
