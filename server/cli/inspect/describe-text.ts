import { type Localize, message } from '../../core/base/message.ts';
import type { Problem } from '../../core/base/problem.ts';
import { LineIndex } from '../../core/base/text.ts';
import { visible } from '../../core/base/visible.ts';
import { describe } from '../../core/describe/describe.ts';
import { alignedRows, fieldRows } from '../../core/describe/field-rows.ts';
import { summary } from '../../core/describe/summary.ts';
import type { PkiObject } from '../../core/x509/types.ts';
import { writtenAs } from '../../core/x509/written-as.ts';

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
  const title = value ? summary(value, options) : message('Undecodable {label}', { label: visible(writtenAs(object)) });
  const place =
    object.block || object.form !== undefined
      ? ` (${options.localize(message('line {line}', { line: lines.position(span.start).line + 1 }))})`
      : '';
  const rows = value ? fieldRows(describe(value), options.localize, '  ') : [];
  return [
    `${options.localize(title)}${place}${within?.name ? ` [${visible(within.name)}]` : ''}\n`,
    ...alignedRows(rows).map((line) => `${line}\n`),
    ...problems.map((problem) => problemLine(problem, lines, options)),
  ].join('');
}

function problemLine({ message: what, span }: Problem, lines: LineIndex, { localize }: DescribeOptions): string {
  const { line, column } = lines.position(span.start);
  return `  ${line + 1}:${column + 1} ${localize(message('problem: {what}', { what }))}\n`;
}
