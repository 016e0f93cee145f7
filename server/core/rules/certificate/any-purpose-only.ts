import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isCa, purposes } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates whose only extended key usage is anyExtendedKeyUsage.',
  why: 'Programs need not take “any” for “TLS server” or “TLS client”: OpenSSL does not, and with it nginx, Node.js and Python refuse the certificate in a handshake.',
  invalid: [{ language: 'pem', text: { fixture: 'any-purpose-only' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'client' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/any-purpose-only',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.12', 'OpenSSL, check_purpose_ssl_server'],
  messages: {
    any: 'This certificate is for any purpose, which OpenSSL (nginx, Node.js, Python) does not take for TLS: it is refused. Issue it with serverAuth or clientAuth.',
  },
  check({ certificate, span }) {
    const usages = certificate.extKeyUsage;
    if (isCa(certificate) || !usages?.includes(purposes.any)) return undefined;
    if (usages.length === 1) return [{ span, message: 'any' }];
    return undefined;
  },
});
