import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import { placeOf } from './effect.ts';
import { readVariable, type WrittenVariable } from './environment.ts';
import type { Places } from './place.ts';

/** What one variable of an environment says, where it stands with its value in a format of its own. */
export function placesOfVariable(
  name: string,
  value: string,
  span: Span,
  valueSpan: Span | undefined,
  ways: Pick<WrittenVariable, 'remove' | 'replace'>,
  isTemplate = /\$[({A-Za-z]|\{\{|<%/.test(value),
): Places['places'] {
  const variable: WrittenVariable = {
    name,
    value,
    isKnown: !isTemplate,
    span,
    ...(valueSpan && { valueSpan }),
    ...ways,
  };
  return readVariable(variable).map(placeOf);
}

/** Whole lines, so that none is left empty. */
export function removeLines(text: string, { start, end }: Span): TextEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  return { span: { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }, text: '' };
}
