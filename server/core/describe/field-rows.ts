import type { Field } from '../base/field.ts';
import type { Localize } from '../base/message.ts';
import { message } from '../base/message.ts';

/** A line of a text view: a label, and its value where it has one of its own. */
export interface FieldRow {
  readonly label: string;
  readonly text: string;
}

const indentation = '  ';

/**
 * Fields as lines: plain words, the standard's name and identifier behind them, then the value, or its parts one level
 * deeper. The same fields give the same lines in the same order, so two objects can be compared line by line.
 */
export function fieldRows(fields: readonly Field[], localize: Localize, indent = ''): FieldRow[] {
  const rows: FieldRow[] = [];
  addRows(rows, fields, localize, indent);
  return rows;
}

function addRows(rows: FieldRow[], fields: readonly Field[], localize: Localize, indent: string): void {
  for (const field of fields) {
    const { text, children = [], audience, oid } = field;
    if (audience === 'programs') continue;
    const label = indent + headingOf(field, localize);
    if (children.length > 0) {
      rows.push({ label, text: '' });
      addRows(rows, children, localize, indent + indentation);
      continue;
    }
    const value = text ? localize(text) : '';
    // An extension's heading is long: what it says stands below, as parts do.
    if (oid === undefined || value === '') rows.push({ label, text: value });
    else rows.push({ label, text: '' }, { label: indent + indentation + value, text: '' });
  }
}

function headingOf({ label, standard, oid, critical }: Field, localize: Localize): string {
  const plain = localize(label);
  const isAlike = standard?.toLowerCase() === plain.replaceAll(' ', '').toLowerCase();
  const beside = [
    ...(standard === undefined || (isAlike && oid === undefined) ? [] : [standard]),
    ...(oid === undefined ? [] : [oid]),
    ...(critical ? [localize(message('critical'))] : []),
  ];
  return beside.length === 0 ? plain : `${plain} (${beside.join(', ')})`;
}

/** Longer ones do not move the column of the values. */
const widestLabel = 44;

/** Rows as text, the values of nearly all of them in one column. */
export function alignedRows(rows: readonly FieldRow[]): string[] {
  const widths = rows.map(({ label, text }) => (text === '' ? 0 : displayWidth(label)));
  const width = widths.reduce((widest, one) => (one <= widestLabel && one > widest ? one : widest), 0);
  return rows.map(({ label, text }, i) => {
    const gap = Math.max(0, width - (widths[i] ?? 0)) + indentation.length;
    return text === '' ? label : `${label}${' '.repeat(gap)}${text}`;
  });
}

/** Columns of a terminal: characters of East Asian scripts take two. */
function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(
      character,
    )
      ? 2
      : 1;
  return width;
}
