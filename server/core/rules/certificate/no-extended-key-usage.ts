import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as extKeyUsage } from '../../x509/extensions/ext-key-usage.ts';
import { isCa, isSelfIssued } from '../../x509/roles.ts';

/** Earlier certificates are not measured. */
const since = Date.UTC(2019, 6, 1);

export const docs: RuleDocs = {
  summary: 'Report certificates with host names that do not say what they are for.',
  why: 'Without extKeyUsage a certificate serves any purpose for most programs, but Apple’s systems refuse it as a server’s. It also lets a server’s key pass for a client’s.',
  invalid: [{ language: 'pem', text: { fixture: 'no-extended-key-usage' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'client' } },
    { language: 'pem', text: { fixture: 'ca' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/no-extended-key-usage',
  subject: 'certificate',
  severity: 'hint',
  since: '0.1.0',
  references: ['https://support.apple.com/en-us/103769', 'RFC 5280, 4.2.1.12'],
  messages: {
    missing:
      'This certificate does not say what it is for: Apple’s systems refuse it as a server’s. Issue it with extendedKeyUsage = serverAuth, or clientAuth for a client.',
  },
  check({ certificate, span }) {
    if (isCa(certificate) || certificate.version !== 3 || isSelfIssued(certificate)) return undefined;
    if (certificate.extensions.some(({ oid }) => oid === extKeyUsage.oid)) return undefined;
    const hasHost = certificate.subjectAltName?.some(({ type }) => type === 'dNSName' || type === 'iPAddress');
    if (hasHost && certificate.validity.notBefore.getTime() >= since) return [{ span, message: 'missing' }];
    return undefined;
  },
});
