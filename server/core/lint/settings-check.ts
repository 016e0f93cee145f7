/** What is wrong with a `tlsense.json`. Loaded with the first that is opened. */
import { type JsonMember, type JsonNode, jsonValue, readJsonText } from '../base/json-text.ts';
import type { Observation } from '../tls/observation.ts';
import { isValid, overridable, type SettingKind, settingKinds, severityChoices } from './settings.ts';

/** For the rules of the group `settings`. */
export function checkSettingsText(text: string): readonly Observation[] {
  const { value, problems } = readJsonText(text);
  return [
    ...problems.map(({ span, message }) => ({ code: 'settings/syntax', span, data: { reason: message } })),
    ...(value ? checkTop(value) : []),
  ];
}

function checkTop(node: JsonNode): Observation[] {
  if (node.kind !== 'object') return [wrongValue('', node, 'object')];
  const names = Object.keys(settingKinds);
  return node.members.flatMap((member) => {
    const { key, value } = member;
    // Editors find the schema by it.
    if (key === '$schema') return [];
    const kind = kindOf(key);
    return kind ? checkSetting(key, value, kind) : [unknownSetting(member, names)];
  });
}

/** `trustAnchors.files` is written as the editor's settings write it, or as an object. */
function kindOf(key: string): SettingKind | undefined {
  const [name = '', member, ...more] = key.split('.');
  const kind = Object.hasOwn(settingKinds, name) ? settingKinds[name as keyof typeof settingKinds] : undefined;
  if (member === undefined) return kind;
  if (kind?.kind !== 'group' || more.length > 0 || !Object.hasOwn(kind.members, member)) return undefined;
  return kind.members[member];
}

function checkSetting(name: string, node: JsonNode, kind: SettingKind): Observation[] {
  if (!isValid(kind, jsonValue(node))) return [wrongValue(name, node, kind)];
  if (kind.kind === 'severities' && node.kind === 'object') return node.members.flatMap(checkSeverity);
  if (kind.kind === 'group' && node.kind === 'object') {
    return node.members.flatMap((member) => {
      const own = Object.hasOwn(kind.members, member.key) ? kind.members[member.key] : undefined;
      return own ? checkSetting(member.key, member.value, own) : [unknownSetting(member, Object.keys(kind.members))];
    });
  }
  if (kind.kind === 'overrides' && node.kind === 'array') return node.items.flatMap(checkOverride);
  return [];
}

function checkSeverity({ key, keySpan, value }: JsonMember): Observation[] {
  const choices: SettingKind = { kind: 'choice', values: severityChoices };
  return [
    // Whether there is such a rule, those know who know the rules.
    { code: 'settings/rule-name', span: inQuotes(keySpan), data: { id: key } },
    ...(isValid(choices, jsonValue(value)) ? [] : [wrongValue(key, value, choices)]),
  ];
}

function checkOverride(node: JsonNode): Observation[] {
  if (node.kind !== 'object') return [wrongValue('overrides', node, 'object')];
  const files = node.members.find(({ key }) => key === 'files');
  const names = ['files', ...overridable];
  return [
    ...(files ? [] : [{ code: 'settings/wrong-value', form: 'no-files', span: node.span }]),
    ...node.members.flatMap((member) => {
      const { key, value } = member;
      if (key === 'files') {
        const given = jsonValue(value);
        return isValid({ kind: 'patterns' }, typeof given === 'string' ? [given] : given)
          ? []
          : [wrongValue(key, value, { kind: 'patterns' })];
      }
      return isName(key, overridable) ? checkSetting(key, value, settingKinds[key]) : [unknownSetting(member, names)];
    }),
  ];
}

function isName<T extends string>(key: string, names: readonly T[]): key is T {
  return (names as readonly string[]).includes(key);
}

function unknownSetting({ key, keySpan }: JsonMember, names: readonly string[]): Observation {
  return { code: 'settings/unknown-setting', span: inQuotes(keySpan), data: { name: key, names } };
}

function wrongValue(name: string, node: JsonNode, kind: SettingKind | 'object'): Observation {
  const code = 'settings/wrong-value';
  if (kind === 'object') return { code, form: 'object', span: node.span };
  const data = { name };
  switch (kind.kind) {
    case 'integer':
      return { code, form: 'integer', span: node.span, data: { name, least: kind.minimum, most: kind.maximum } };
    case 'choice':
      return { code, form: 'choice', span: node.span, data: { name, choices: kind.values } };
    case 'text':
      return { code, form: 'text', span: node.span, data: { name, example: kind.example } };
    case 'patterns':
      return { code, form: 'patterns', span: node.span, data };
    case 'group':
      return { code, form: 'object', span: node.span };
    case 'severities':
      return { code, form: 'severities', span: node.span, data };
    case 'overrides':
      return { code, form: 'list', span: node.span, data };
  }
}

function inQuotes({ start, end }: { readonly start: number; readonly end: number }) {
  return { start: start + 1, end: end - 1 };
}
