import { message } from '../../base/message.ts';
import { visible } from '../../base/visible.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { removeRules } from '../../lint/suppression-edit.ts';

export const docs: RuleDocs = {
  summary: 'Report comments that suppress a finding which is not there.',
  why: 'What was suppressed has been mended, or the comment stands at another line than it is about. As it is, it would hide the next mistake of the same kind.',
  exceptions: 'A rule that is off by your settings: nothing can be said about it then.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    # tlsense-disable-next-line tls/no-deprecated-protocol -- old tills, until March\n    ssl_protocols TLSv1.2 TLSv1.3;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n}\n',
    },
    {
      language: 'python',
      text: 'import requests\n\nrequests.get(url)  # tlsense-disable-line tls/no-disabled-verification -- a test server\n',
      fixed: 'import requests\n\nrequests.get(url)\n',
    },
    {
      language: 'shell',
      text: '# tlsense-disable-next-line tls/no-disabled-verification, tls/no-deprecated-protocol -- a box of the last century\ncurl -k https://box/\n',
      fixed:
        '# tlsense-disable-next-line tls/no-disabled-verification -- a box of the last century\ncurl -k https://box/\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate a.pem;\n    ssl_certificate_key a.key;\n    # tlsense-disable-next-line tls/no-deprecated-protocol, reference/missing-file -- old tills, until March\n    ssl_protocols TLSv1.1 TLSv1.2;\n}\n',
      settings: { rules: { 'reference/missing-file': 'off' } },
    },
  ],
};

export const rule = defineRule({
  id: 'settings/unused-suppression',
  subject: 'suppression',
  severity: 'hint',
  since: '0.1.0',
  references: ['https://github.com/tlsense/tlsense/blob/main/README.md'],
  messages: { unused: 'There is nothing to suppress here for {rule}.' },
  *check({ suppression, unused }, { uri, text, ruleIds }) {
    const known = unused.filter(({ id }) => ruleIds.has(id));
    for (const rule of known) {
      yield {
        span: rule.span,
        message: 'unused',
        data: { rule: visible(rule.id).slice(0, 80) },
        proposals: [
          {
            title: message('Remove what suppresses nothing'),
            kind: 'automatic',
            makeEdits: () => removeRules(text, suppression, known).map((edit) => ({ ...edit, uri })),
          },
        ],
      };
    }
  },
});
