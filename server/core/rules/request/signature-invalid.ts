import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isVerifiable } from '../../lint/verifiable.ts';

export const docs: RuleDocs = {
  summary: 'Report certificate requests that are not signed with their own key.',
  why: 'The signature proves that whoever asks has the key. A CA refuses a request whose signature does not fit: it was changed after it was made, or put together from two.',
  invalid: [{ language: 'pem', text: { fixture: 'request-damaged' } }],
  valid: [
    { language: 'pem', text: { fixture: 'request' } },
    { language: 'pem', text: { fixture: 'request-client' } },
  ],
};

export const rule = defineRule({
  id: 'request/signature-invalid',
  subject: 'certification-request',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 2986, 3', 'RFC 4211, 4 (proof of possession)'],
  messages: {
    invalid:
      'This request is not signed with the key that it is for, so CAs refuse it: it was changed or damaged. Make it again with its private key (openssl req -new -key KEY).',
  },
  *check({ request, span }, { workspace }) {
    if (!isVerifiable(request.signatureAlgorithm, request.subjectPublicKeyInfo)) return;
    if (workspace.signatureOf(request) === 'invalid') yield { span, message: 'invalid' };
  },
});
