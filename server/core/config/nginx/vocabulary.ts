/** nginx's own words, for whoever writes them or wonders what they mean. Loaded with the first question. */
import type { Completion, ConfigVocabulary, Description, ProgramVersions } from '../completion.ts';
import { type Cursor, contextsAt, cursorAt, wordAt } from './cursor.ts';
import { recommend } from './recommended.ts';
import { directiveCompletions } from './words/directive-names.ts';
import { describeDirective } from './words/directive-text.ts';
import { filePlaceAt } from './words/files.ts';
import { listPlaceAt } from './words/lists.ts';
import { type Value, valuesOf } from './words/values.ts';
import { describeVariable, variableAt, variableCompletions } from './words/variables.ts';

export const vocabulary: ConfigVocabulary = {
  complete(text, offset, versions) {
    const cursor = cursorAt(text, offset);
    if (!cursor) return [];
    const variable = variableAt(text, offset, cursor.word);
    if (variable) return variableCompletions(text, variable);
    const [name, ...before] = cursor.before;
    if (!name) return cursor.isQuoted ? [] : directiveCompletions(text, cursor, versions);
    // Behind the first word of a list there are items, not lists.
    if (listPlaceAt(cursor) && cursor.word.end > cursor.word.start) return [];
    return valuesOf(name.value, before, versions).map((value) => valueCompletion(value, cursor));
  },

  describe(text, offset) {
    const cursor = wordAt(text, offset);
    if (!cursor || cursor.word.start === cursor.word.end) return undefined;
    const variable = variableAt(text, offset, cursor.word);
    if (variable) return describeVariable(text, variable);
    const word = text.slice(cursor.word.start, cursor.word.end);
    const [name] = cursor.before;
    if (name) return describeValue(name.value, word, cursor);
    const { letters, block } = contextsAt(text, cursor);
    return describeDirective(word, letters, block, cursor.word);
  },

  recommend,

  filePlace(text, offset) {
    const cursor = cursorAt(text, offset);
    return cursor && filePlaceAt(text, cursor);
  },

  listPlace(text, offset) {
    const cursor = cursorAt(text, offset);
    return cursor && listPlaceAt(cursor);
  },
};

function valueCompletion({ label, text, snippet, isDeprecated }: Value, { word }: Cursor): Completion {
  return {
    label,
    kind: 'value',
    replaces: word,
    ...(snippet !== undefined && { text: snippet, isSnippet: true }),
    ...(isDeprecated && { isDeprecated }),
    ...(text && { documentation: () => [text] }),
  };
}

/** Every value that was ever there has its meaning. */
const newest: ProgramVersions = { nginx: '1.999', openSsl: '3.5' };

function describeValue(name: string, word: string, { before, word: place }: Cursor): Description | undefined {
  const values = [...valuesOf(name, before.slice(1, 2), newest), ...valuesOf(name, [], newest)];
  const found = values.find(({ label }) => isSame(label, word));
  if (!found?.text) return undefined;
  return { kind: 'value', span: place, code: [`${name} ${found.label}`], paragraphs: [found.text], fields: [] };
}

/** `shared:` is followed by a name and a size of one's own. */
function isSame(label: string, word: string): boolean {
  const kind = /^(?:shared|builtin):/.exec(word)?.[0];
  return kind ? label.startsWith(kind.slice(0, -1)) : label.toLowerCase() === word.toLowerCase();
}
