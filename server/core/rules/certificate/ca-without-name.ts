import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isCa } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report CA certificates without a subject.',
  why: 'What a CA issues names it as its issuer. Without a name clients do not find the CA, and many refuse it.',
  invalid: [{ language: 'pem', text: { fixture: 'ca-without-name' } }],
  valid: [{ language: 'pem', text: { fixture: 'ca' } }],
};

export const rule = defineRule({
  id: 'certificate/ca-without-name',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.6', 'OpenSSL, X509_V_FLAG_X509_STRICT (Python 3.13 sets it)'],
  messages: {
    empty:
      'This CA certificate has no subject, so clients cannot find it by the issuer of what it signed. Make the CA again with a name.',
  },
  check({ certificate, span }) {
    if (isCa(certificate) && certificate.subject.rdns.length === 0) return [{ span, message: 'empty' }];
    return undefined;
  },
});
