import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report PEM text that is not well formed: missing END lines, labels that do not match, broken base64.',
  why: 'Programs read such a file differently: some fail to start, some load nothing and say nothing.',
  invalid: [
    { language: 'pem', text: '-----BEGIN CERTIFICATE-----\nMIIB\n' },
    { language: 'pem', text: '-----END CERTIFICATE-----\n' },
  ],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'pem/malformed',
  subject: 'pem-problem',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 7468, 2 and 3'],
  messages: { problem: '{problem}' },
  *check({ problem }) {
    yield { span: problem.span, message: 'problem', data: { problem: problem.message } };
  },
});
