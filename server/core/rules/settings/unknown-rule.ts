import { nearestWord } from '../../base/edit-distance.ts';
import { message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { currentRule } from '../../lint/renamed-rules.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report names of rules in `tlsense.json` that do not exist.',
  why: 'The severity that is set there is nobody’s. The command line refuses to check with it, so that a rule that was meant to be an error in a pipeline does not quietly stay what it is.',
  exceptions:
    'Former names of rules that were renamed: they count as the name of today, which is on the page of all rules.',
  invalid: [
    {
      language: 'json',
      text: '{ "rules": { "certificate/expire": "error" } }\n',
      fixed: '{ "rules": { "certificate/expired": "error" } }\n',
    },
  ],
  valid: [
    { language: 'json', text: '{ "rules": { "certificate/expired": "error" } }\n' },
    { language: 'json', text: '{ "rules": { "python/not-searched": "off" } }\n' },
  ],
};

export const rule = defineRule({
  id: 'settings/unknown-rule',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['https://github.com/tlsense/tlsense/blob/main/docs/rules/README.md'],
  messages: { unknown: 'There is no rule “{id}”.' },
  *check({ observation: { code, span, data } }, { uri, ruleIds }) {
    const id = data?.['id'];
    if (code !== 'settings/rule-name' || typeof id !== 'string' || ruleIds.has(currentRule(id))) return;
    const nearest = nearestWord(id, [...ruleIds]);
    yield {
      span,
      message: 'unknown',
      data: { id: visible(id).slice(0, 80) },
      proposals: nearest
        ? [
            {
              title: message('Write {name}', { name: nearest }),
              kind: 'suggestion',
              edits: [{ uri, span, text: nearest }],
            },
          ]
        : [],
    };
  },
});
