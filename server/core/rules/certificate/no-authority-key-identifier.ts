import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isSelfIssued } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates that do not say which key of the issuer signed them.',
  why: 'Without authorityKeyIdentifier a client has to try every CA of that name. Python 3.13 and other strict clients refuse the chain: “Missing Authority Key Identifier”.',
  exceptions: 'Self-issued certificates: what signed them is what they hold.',
  invalid: [{ language: 'pem', text: { fixture: 'no-authority-key-identifier' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/no-authority-key-identifier',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.1', 'OpenSSL, X509_V_FLAG_X509_STRICT (Python 3.13 sets it)'],
  messages: {
    missing:
      'This certificate has no authorityKeyIdentifier: strict clients (Python 3.13) refuse it. Issue it again with authorityKeyIdentifier = keyid.',
  },
  check({ certificate, span }) {
    if (certificate.version !== 3 || isSelfIssued(certificate)) return undefined;
    if (certificate.authorityKeyIdentifier === undefined) return [{ span, message: 'missing' }];
    return undefined;
  },
});
