import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { purposes } from '../../x509/roles.ts';

/** Chrome Root Program Policy 1.8, 4.2.2. */
const end = Date.UTC(2027, 2, 15);

export const docs: RuleDocs = {
  summary: 'Report certificates of public CAs that are for TLS clients too.',
  why: 'Since 2027-03-15 public CAs may issue for servers alone; most stopped earlier, Let’s Encrypt in 2026. A service that shows its server’s certificate as a client’s breaks with the next renewal.',
  exceptions: 'Certificates that no client uses: the purpose does no harm there.',
  invalid: [
    { language: 'pem', text: { fixture: 'public-client' } },
    { language: 'pem', text: { fixture: 'public-client-of-2027' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'server' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/client-auth-of-public-ca',
  subject: 'certificate',
  severity: 'hint',
  since: '0.1.0',
  references: ['Chrome Root Program Policy 1.8', 'https://letsencrypt.org/2025/05/14/ending-tls-client-authentication'],
  messages: {
    ends: 'This certificate of a public CA is for clients too (clientAuth); public CAs end that by 2027-03-15. Where a client uses it, take one of a private CA before it is renewed.',
    ended:
      'This certificate of a public CA is for clients too (clientAuth), which is not allowed since 2027-03-15: Chrome refuses it. Take a certificate of a private CA for clients.',
  },
  check({ certificate, span }, facts) {
    if (!certificate.extKeyUsage?.includes(purposes.clientAuth) || !isOfPublicCa(certificate, facts)) return undefined;
    if (certificate.validity.notBefore.getTime() < end) return [{ span, message: 'ends' }];
    return [{ span, message: 'ended', severity: 'warning' }];
  },
});
