import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates with an empty issuer.',
  why: 'Clients look for the CA by the issuer’s name. Without one no chain can be built, and the certificate is refused.',
  invalid: [{ language: 'pem', text: { fixture: 'no-issuer' } }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'certificate/no-issuer',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.4', 'OpenSSL, X509_V_FLAG_X509_STRICT (Python 3.13 sets it)'],
  messages: {
    empty:
      'This certificate names no issuer, so no client can find the CA that signed it. Issue it from a CA that has a subject.',
  },
  check({ certificate, span }) {
    if (certificate.issuer.rdns.length === 0) return [{ span, message: 'empty' }];
    return undefined;
  },
});
