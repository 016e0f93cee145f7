import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isCa } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report CA certificates without subjectKeyIdentifier.',
  why: 'Certificates point at the key of their CA by it. Python 3.13 and other strict clients refuse the chain: “Missing Subject Key Identifier”.',
  exceptions: 'Old public roots are like this; they are in trust stores of programs that do not mind.',
  invalid: [{ language: 'pem', text: { fixture: 'ca-without-subject-key-identifier' } }],
  valid: [
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/ca-without-subject-key-identifier',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.2', 'OpenSSL, X509_V_FLAG_X509_STRICT (Python 3.13 sets it)'],
  messages: {
    missing:
      'This CA certificate has no subjectKeyIdentifier: strict clients (Python 3.13) refuse every chain with it. Make it again with subjectKeyIdentifier = hash.',
  },
  check({ certificate, span }) {
    if (certificate.version === 3 && isCa(certificate) && certificate.subjectKeyIdentifier === undefined)
      return [{ span, message: 'missing' }];
    return undefined;
  },
});
