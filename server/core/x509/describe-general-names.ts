import { limits } from '../base/limits.ts';
import { message, verbatim } from '../base/message.ts';
import type { ExtensionDescription } from './extension.ts';
import { bareGeneralName, formatGeneralName } from './general-name.ts';
import type { GeneralName } from './types.ts';

/** The first names for people, all of them with their types for programs. */
export function describeGeneralNames(names: readonly GeneralName[]): ExtensionDescription {
  const shown = names.slice(0, limits.shownEntries).map(bareGeneralName).join(', ');
  const hidden = names.length - limits.shownEntries;
  const text = hidden > 0 ? message('{names} and {count} more', { names: shown, count: hidden }) : verbatim(shown);
  return { text, json: names.map(formatGeneralName) };
}
