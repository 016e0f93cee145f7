import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report suppressions that do not say why.',
  why: 'Whoever reads the file next has to know whether the exception still holds. The reason also goes into SARIF, for reviewers.',
  invalid: [
    {
      language: 'shell',
      text: '# tlsense-disable-next-line tls/no-disabled-verification\ncurl -k https://box/\n',
    },
    {
      language: 'javascript',
      text: "const https = require('https');\nhttps.get('https://box/', { rejectUnauthorized: false }); // tlsense-disable-line tls/no-disabled-verification -- (reason)\n",
    },
  ],
  valid: [
    {
      language: 'shell',
      text: '# tlsense-disable-next-line tls/no-disabled-verification -- the box makes its certificate anew at every start\ncurl -k https://box/\n',
    },
  ],
};

export const rule = defineRule({
  id: 'settings/suppression-without-reason',
  subject: 'suppression',
  severity: 'information',
  since: '0.1.0',
  references: ['https://github.com/tlsense/tlsense/blob/main/README.md'],
  messages: { reason: 'Say why this is right here: write the reason behind “--”.' },
  *check({ suppression: { span, reason } }) {
    if (reason === '') yield { span, message: 'reason' };
  },
});
