import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { knownCriticalExtensions } from '../../lint/known-critical-extensions.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificate requests for critical extensions that clients do not know.',
  why: 'A client must refuse a certificate with a critical extension that it does not know; a CA that copies what is asked for makes one.',
  exceptions: 'Closed systems with an extension of their own.',
  invalid: [{ language: 'pem', text: { fixture: 'request-unknown-critical' } }],
  valid: [
    { language: 'pem', text: { fixture: 'request' } },
    { language: 'pem', text: { fixture: 'request-for-ca' } },
  ],
};

export const rule = defineRule({
  id: 'request/unknown-critical-extension',
  subject: 'certification-request',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2'],
  messages: {
    unknown:
      'This request asks for the critical extension {name}, which common clients do not know: they would refuse the certificate. Ask for it as not critical.',
  },
  *check({ request, span }) {
    const found = request.extensions.find(({ oid, critical }) => critical && !knownCriticalExtensions.has(oid));
    if (found) yield { span, message: 'unknown', data: { name: objectIdentifierName(found.oid) } };
  },
});
