import { defineRule, type RuleDocs } from '../../lint/rule.ts';

type MessageName = 'object' | 'integer' | 'choice' | 'text' | 'patterns' | 'severities' | 'list' | 'no-files';
const names: readonly MessageName[] = [
  'object',
  'integer',
  'choice',
  'text',
  'patterns',
  'severities',
  'list',
  'no-files',
];

export const docs: RuleDocs = {
  summary: 'Report values in `tlsense.json` that the setting does not take.',
  why: 'What a setting does not take is passed over, and the default holds.',
  invalid: [
    { language: 'json', text: '{ "expiryWarningDays": "two weeks" }\n' },
    { language: 'json', text: '{ "rules": { "certificate/expired": "fatal" } }\n' },
    { language: 'json', text: '{ "overrides": [{ "rules": { "certificate/expired": "hint" } }] }\n' },
  ],
  valid: [
    {
      language: 'json',
      text: '{\n  "expiryWarningDays": 14,\n  "openSslVersion": "3.0",\n  "overrides": [{ "files": "legacy/**", "openSslVersion": "3.5", "rules": { "certificate/expired": "hint" } }]\n}\n',
    },
  ],
};

export const rule = defineRule<'observation', MessageName>({
  id: 'settings/wrong-value',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://github.com/tlsense/tlsense/blob/main/README.md'],
  messages: {
    object: 'An object in braces belongs here.',
    integer: '“{name}” is a whole number from {least} to {most}.',
    choice: '“{name}” is one of {choices}.',
    text: '“{name}” is written like “{example}”.',
    patterns: '“{name}” is a list of path patterns, such as ["legacy/**"].',
    severities: '“{name}” is an object of rules with their severities.',
    list: '“{name}” is a list of objects in brackets.',
    'no-files': 'This override names no “files”, so it is for none.',
  },
  *check({ observation: { code, form, span, data } }) {
    const message = names.find((name) => name === form);
    if (code === 'settings/wrong-value' && message) yield { span, message, ...(data && { data }) };
  },
});
