import { limits } from '../base/limits.ts';
import { type Localize, type Message, message } from '../base/message.ts';
import { visible } from '../base/visible.ts';
import type { PkiObject } from '../x509/types.ts';
import { writtenAs } from '../x509/written-as.ts';
import { describe } from './describe.ts';
import { alignedRows, fieldRows } from './field-rows.ts';
import { displayName } from './names.ts';
import { certificateNoun, summary } from './summary.ts';

/**
 * Objects as a text to search and to compare: what each is, then a line for each of its fields. It says nothing of today
 * and nothing of where an object stands, so that the same objects always give the same text.
 */
export function textView(objects: readonly PkiObject[], localize: Localize): string {
  const count = limits.shownAsText;
  const texts = objects.slice(0, count).map((object) => objectText(object, localize));
  if (objects.length > count)
    texts.push(`${localize(message('Only the first {count} objects are shown.', { count }))}\n`);
  return texts.join('\n');
}

function objectText(object: PkiObject, localize: Localize): string {
  const { value, problems } = object;
  const rows = value ? fieldRows(describe(value), localize, '  ') : [];
  const defects = problems.map((problem) => `  ${localize(message('problem: {what}', { what: problem.message }))}`);
  return [localize(objectTitle(object)), ...alignedRows(rows), ...defects]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** What an object is and whose, whatever the date. */
export function objectTitle(object: PkiObject): Message {
  const { value } = object;
  if (!value) return message('Undecodable {label}', { label: visible(writtenAs(object)) });
  if (value.kind !== 'certificate') return summary(value, { now: new Date(0) });
  return message('{what} · {name}', { what: certificateNoun(value), name: displayName(value) });
}
