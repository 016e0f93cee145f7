import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as basicConstraints } from '../../x509/extensions/basic-constraints.ts';
import { extension as keyUsage } from '../../x509/extensions/key-usage.ts';

export const docs: RuleDocs = {
  summary: 'Report certificate requests that ask to become a CA.',
  why: 'Whoever signs such a request with a command that copies what it asks for makes a CA, whose certificates everyone accepts who trusts the signer.',
  exceptions: 'Requests for an intermediate CA, which are meant so.',
  invalid: [
    { language: 'pem', text: { fixture: 'request-for-ca' } },
    { language: 'pem', text: { fixture: 'request-cert-sign' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'request' } },
    { language: 'pem', text: { fixture: 'request-for-server' } },
  ],
};

export const rule = defineRule({
  id: 'request/asks-for-ca',
  subject: 'certification-request',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.9 and 4.2.1.3', 'openssl-x509(1), -copy_extensions'],
  messages: {
    ca: 'This request asks to become a CA (basicConstraints CA:TRUE). Sign it only if that is meant, and never with -copy_extensions copyall.',
    keyCertSign:
      'This request asks for the right to sign certificates (keyUsage keyCertSign). Sign it only if a CA is meant, and never with -copy_extensions copyall.',
  },
  *check({ request, span }) {
    if (request.extensionValues.get(basicConstraints)?.cA) yield { span, message: 'ca' };
    else if (request.extensionValues.get(keyUsage)?.includes('keyCertSign')) yield { span, message: 'keyCertSign' };
  },
});
