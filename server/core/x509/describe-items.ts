import type { Field } from '../base/field.ts';
import { limits } from '../base/limits.ts';
import { type Message, message, verbatim } from '../base/message.ts';

/** A part for each of the standard's names, in plain words: `signs certificates (keyCertSign)`. */
export function describeItems(names: readonly string[], words: (name: string) => Message | undefined): Field[] {
  return asItems(
    names.map((name) => {
      const plain = words(name);
      return plain ? message('{words} ({name})', { words: plain, name }) : verbatim(name);
    }),
  );
}

/** One part for each text, the first of them where there are many. */
export function asItems(texts: readonly Message[]): Field[] {
  const shown = texts.slice(0, limits.shownEntries).map((label, i): Field => ({ key: String(i), label }));
  const hidden = texts.length - limits.shownEntries;
  return hidden > 0 ? [...shown, { key: 'more', label: message('and {count} more', { count: hidden }) }] : shown;
}
