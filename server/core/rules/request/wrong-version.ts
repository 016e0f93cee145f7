import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificate requests of a version other than 1.',
  why: 'There is only one version, written as 0. Some programs write 2, as in certificates; strict ones refuse that (Python’s cryptography among them).',
  invalid: [{ language: 'pem', text: { fixture: 'request-version-3' } }],
  valid: [{ language: 'pem', text: { fixture: 'request' } }],
};

export const rule = defineRule({
  id: 'request/wrong-version',
  subject: 'certification-request',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 2986, 4.1'],
  messages: {
    version:
      'This request says it is of version {version}; there is only 1 (written as 0), and strict programs refuse another. Make it again.',
  },
  *check({ request, span }) {
    if (request.version !== 0) yield { span, message: 'version', data: { version: request.version + 1 } };
  },
});
