import { nearestWord } from '../../base/edit-distance.ts';
import { message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report suppressions of rules that do not exist, and of none.',
  why: 'A comment suppresses the rules that it names and no others: with a slip of the pen in the name it does nothing.',
  invalid: [
    {
      language: 'shell',
      text: '# tlsense-disable-next-line tls/no-disabled-verificatoin -- a test server\ncurl https://box/\n',
      fixed: '# tlsense-disable-next-line tls/no-disabled-verification -- a test server\ncurl https://box/\n',
      settings: { rules: { 'settings/unused-suppression': 'off' } },
    },
    { language: 'shell', text: 'curl https://box/ # tlsense-disable-line -- a test server\n' },
  ],
  valid: [
    {
      language: 'shell',
      text: '# tlsense-disable-next-line tls/no-disabled-verification -- a test server\ncurl -k https://box/\n',
    },
  ],
};

export const rule = defineRule({
  id: 'settings/suppression-of-unknown-rule',
  subject: 'suppression',
  severity: 'information',
  since: '0.1.0',
  references: ['https://github.com/tlsense/tlsense/blob/main/docs/rules/README.md'],
  messages: {
    unknown: 'There is no rule “{id}”: nothing is suppressed.',
    none: 'Nothing is suppressed: name the rule, as in “tlsense-disable-next-line tls/no-weak-cipher -- reason”.',
  },
  *check({ suppression: { rules, span } }, { uri, ruleIds }) {
    if (rules.length === 0) yield { span, message: 'none' };
    for (const { id, span: place } of rules) {
      if (ruleIds.has(id)) continue;
      const nearest = nearestWord(id.slice(0, 80), [...ruleIds]);
      yield {
        span: place,
        message: 'unknown',
        data: { id: visible(id).slice(0, 80) },
        proposals: nearest
          ? [
              {
                title: message('Write {name}', { name: nearest }),
                kind: 'suggestion',
                edits: [{ uri, span: place, text: nearest }],
              },
            ]
          : [],
      };
    }
  },
});
