import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as subjectAltName } from '../../x509/extensions/subject-alt-name.ts';

export const docs: RuleDocs = {
  summary: 'Report certificate requests that name nobody: neither a subject nor subjectAltName.',
  why: 'A CA does not learn from such a request whom the certificate is for, and refuses it, or issues one without a name.',
  exceptions: 'CAs that set all names themselves.',
  invalid: [{ language: 'pem', text: { fixture: 'request-without-name' } }],
  valid: [
    { language: 'pem', text: { fixture: 'request' } },
    { language: 'pem', text: { fixture: 'request-client' } },
    { language: 'pem', text: { fixture: 'request-of-names-alone' } },
  ],
};

export const rule = defineRule({
  id: 'request/no-name',
  subject: 'certification-request',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.6 and 4.2.1.6'],
  messages: {
    nobody:
      'This request names nobody: its subject is empty, and it asks for no subjectAltName. Make it again with a name (openssl req -addext "subjectAltName=DNS:NAME").',
  },
  *check({ request, span }) {
    if (request.subject.rdns.length > 0) return;
    if (!request.extensions.some(({ oid }) => oid === subjectAltName.oid)) yield { span, message: 'nobody' };
  },
});
