import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isCa } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates that may sign certificates by their keyUsage but are no CA.',
  why: 'The two contradict each other: clients take nothing that it signs, and strict ones, among them Python 3.13, refuse the certificate itself.',
  invalid: [{ language: 'pem', text: { fixture: 'key-cert-sign-without-ca' } }],
  valid: [
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/key-cert-sign-without-ca',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.9 and 4.2.1.3', 'OpenSSL, X509_V_FLAG_X509_STRICT (Python 3.13 sets it)'],
  messages: {
    contradiction:
      'This certificate has keyCertSign but is no CA (basicConstraints): strict clients (Python 3.13) refuse it, and nothing it signs is accepted. Leave keyCertSign out, or make it a CA.',
  },
  check({ certificate, span }) {
    if (!isCa(certificate) && certificate.version === 3 && certificate.keyUsage?.includes('keyCertSign'))
      return [{ span, message: 'contradiction' }];
    return undefined;
  },
});
