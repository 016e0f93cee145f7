import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as keyUsage } from '../../x509/extensions/key-usage.ts';
import { isCa } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report CA certificates without keyUsage.',
  why: 'RFC 5280 asks for keyUsage in every CA certificate. Python 3.13 and other strict clients refuse the chain: “CA cert does not include key usage extension”.',
  exceptions: 'Old public roots are like this; they are in trust stores of programs that do not mind.',
  invalid: [{ language: 'pem', text: { fixture: 'ca-without-key-usage' } }],
  valid: [
    { language: 'pem', text: { fixture: 'ca' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/ca-without-key-usage',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.3', 'OpenSSL, X509_V_FLAG_X509_STRICT (Python 3.13 sets it)'],
  messages: {
    missing:
      'This CA certificate has no keyUsage: strict clients (Python 3.13) refuse every chain with it. Make it again with keyUsage = critical, keyCertSign, cRLSign.',
  },
  check({ certificate, span }) {
    if (!isCa(certificate)) return undefined;
    if (!certificate.extensions.some(({ oid }) => oid === keyUsage.oid)) return [{ span, message: 'missing' }];
    return undefined;
  },
});
