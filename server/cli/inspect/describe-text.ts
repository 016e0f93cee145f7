import { type Localize, message } from '../../core/base/message.ts';
import type { Problem } from '../../core/base/problem.ts';
import { LineIndex } from '../../core/base/text.ts';
import { visible } from '../../core/base/visible.ts';
import { describe } from '../../core/describe/describe.ts';
import type { Field } from '../../core/describe/field.ts';
import { summary } from '../../core/describe/summary.ts';
import type { PkiObject } from '../../core/x509/types.ts';

interface DescribeOptions {
  readonly localize: Localize;
  readonly now: Date;
}

/** The objects of one file for a person: a heading and aligned fields each. */
export function describeObjects(objects: readonly PkiObject[], text: string, options: DescribeOptions): string {
  const lines = new LineIndex(text);
  return objects.map((object) => describeObject(object, lines, options)).join('\n');
}

/** A line for each problem, with its place. */
export function describeProblems(problems: readonly Problem[], text: string, options: DescribeOptions): string {
  const lines = new LineIndex(text);
  return problems.map((problem) => problemLine(problem, lines, options)).join('');
}

function describeObject(object: PkiObject, lines: LineIndex, options: DescribeOptions): string {
  const { value, span, problems, within } = object;
  const title = value
    ? summary(value, options)
    : message('Undecodable {label}', { label: visible(object.block?.label ?? 'DER') });
  const place = object.block
    ? ` (${options.localize(message('line {line}', { line: lines.position(span.start).line + 1 }))})`
    : '';
  const rows = value ? rowsOf(describe(value), options.localize, '  ') : [];
  const width = Math.max(0, ...rows.map(({ label }) => displayWidth(label)));
  return [
    `${options.localize(title)}${place}${within?.name ? ` [${visible(within.name)}]` : ''}\n`,
    ...rows.map(({ label, text }) => `${label}${' '.repeat(text ? width - displayWidth(label) + 2 : 0)}${text}\n`),
    ...problems.map((problem) => problemLine(problem, lines, options)),
  ].join('');
}

function rowsOf(fields: readonly Field[], localize: Localize, indent: string): { label: string; text: string }[] {
  return fields.flatMap(({ label, text, children }) => [
    { label: indent + localize(label), text: text ? localize(text) : '' },
    ...rowsOf(children ?? [], localize, `${indent}  `),
  ]);
}

function problemLine({ message: what, span }: Problem, lines: LineIndex, { localize }: DescribeOptions): string {
  const { line, column } = lines.position(span.start);
  return `  ${line + 1}:${column + 1} ${localize(message('problem: {what}', { what }))}\n`;
}

/** Columns in a terminal: characters of East Asian scripts take two. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(
      character,
    )
      ? 2
      : 1;
  return width;
}
