import type { Field } from '../base/field.ts';
import { limits } from '../base/limits.ts';
import { type Message, message, verbatim } from '../base/message.ts';
import { scriptsMixedIn } from '../base/scripts.ts';
import type { ExtensionDescription } from './extension.ts';
import { bareGeneralName, formatGeneralName } from './general-name.ts';
import type { GeneralName } from './types.ts';
import { unicodeName } from './unicode-name.ts';

const typeWords: Readonly<Record<GeneralName['type'], Message>> = {
  dNSName: message('DNS name'),
  iPAddress: message('IP address'),
  rfc822Name: message('E-mail address'),
  uniformResourceIdentifier: message('URI'),
  directoryName: message('Directory name'),
  registeredID: message('Registered identifier'),
  otherName: message('Other name'),
  x400Address: message('X.400 address'),
  ediPartyName: message('EDI party name'),
};

/** The first names for people, all of them with their types for programs. */
export function describeGeneralNames(names: readonly GeneralName[]): ExtensionDescription {
  const first = names.slice(0, limits.shownEntries);
  const shown = first.map(bareGeneralName).join(', ');
  const hidden = names.length - limits.shownEntries;
  const text = hidden > 0 ? message('{names} and {count} more', { names: shown, count: hidden }) : verbatim(shown);
  const children = first.map((name, i) => nameField(name, i));
  if (hidden > 0) children.push({ key: 'more', label: message('and {count} more', { count: hidden }) });
  return { text, json: names.map(formatGeneralName), children };
}

function nameField(name: GeneralName, i: number): Field {
  const label = typeWords[name.type];
  return { key: String(i), label, standard: name.type, text: nameText(name) };
}

/** The name; what an encoded one reads as, and which scripts it mixes. */
function nameText(name: GeneralName): Message {
  const bare = bareGeneralName(name);
  const decoded = name.type === 'dNSName' ? unicodeName(name.value) : undefined;
  const mixed = scriptsMixedIn(decoded ?? bare);
  if (mixed && decoded !== undefined) {
    return message('{name} (shown as {decoded}; mixes {scripts} letters)', { name: bare, decoded, scripts: mixed });
  }
  if (mixed) return message('{name} (mixes {scripts} letters)', { name: bare, scripts: mixed });
  return decoded === undefined ? verbatim(bare) : message('{name} (shown as {decoded})', { name: bare, decoded });
}
