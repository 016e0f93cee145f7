import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report contents that are not what the label promises, or not valid DER.',
  why: 'A truncated or mixed-up object is refused by every program that needs it, often with a message that names no place.',
  invalid: [{ language: 'pem', text: '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n' }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'pem/undecodable',
  subject: 'object-problem',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 4.1', 'ITU-T X.690'],
  messages: { problem: '{problem}' },
  *check({ problem }) {
    yield { span: problem.span, message: 'problem', data: { problem: problem.message } };
  },
});
