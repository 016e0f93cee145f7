import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report a `tlsense.json` that is not JSON.',
  why: 'Nothing of the file counts then, neither in the editor nor on the command line, which refuses to check with settings it cannot read. Comments and trailing commas are fine.',
  invalid: [{ language: 'json', text: '{ "expiryWarningDays": 14 "openSslVersion": "3.0" }\n' }],
  valid: [{ language: 'json', text: '{\n  // Renewal takes two weeks.\n  "expiryWarningDays": 14,\n}\n' }],
};

export const rule = defineRule({
  id: 'settings/syntax',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 8259'],
  messages: { syntax: '{reason} None of the settings in this file count until it can be read.' },
  *check({ observation: { code, span, data } }) {
    if (code === 'settings/syntax') yield { span, message: 'syntax', ...(data && { data }) };
  },
});
