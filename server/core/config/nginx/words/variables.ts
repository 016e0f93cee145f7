/** Variables of nginx, in any word. */
import { type Message, verbatim } from '../../../base/message.ts';
import { type Span, span } from '../../../base/span.ts';
import type { Completion, Description } from '../../completion.ts';
import { variablePageOf, variablesOfNginx } from '../directives/reference.ts';

/** The variable whose name the cursor is in or behind, with its dollar sign; undefined where there is none. */
export function variableAt(text: string, offset: number, word: Span): Span | undefined {
  let start = offset;
  while (start > word.start && /[a-z0-9_{]/i.test(text.charAt(start - 1))) start--;
  if (start > word.start && text[start - 1] === '$') start--;
  if (text[start] !== '$') return undefined;
  let end = Math.max(offset, start + 1);
  while (end < word.end && /[a-z0-9_]/i.test(text.charAt(end))) end++;
  return span(start, end);
}

export function variableCompletions(text: string, place: Span): Completion[] {
  const isBraced = text[place.start + 1] === '{';
  const rank = (name: string): number => (name.startsWith('ssl_') ? 0 : 1);
  return [...variablesOfNginx()]
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([name, told]) => ({
      label: isBraced ? `\${${name}` : `$${name}`,
      kind: 'variable',
      replaces: place,
      ...(name === 'ssl_client_cert' && { isDeprecated: true }),
      ...(told && { documentation: (): Message[] => [verbatim(told)] }),
    }));
}

export function describeVariable(text: string, place: Span): Description | undefined {
  const name = text.slice(place.start, place.end).replace(/^\$\{?/, '');
  const told = variablesOfNginx().get(name);
  if (!told) return undefined;
  return {
    kind: 'variable',
    span: place,
    code: [`$${name}`],
    paragraphs: [verbatim(told)],
    fields: [],
    page: variablePageOf(name),
  };
}
