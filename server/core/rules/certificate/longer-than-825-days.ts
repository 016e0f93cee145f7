import { dayCount } from '../../base/quantity.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isSelfIssued, isServer } from '../../x509/roles.ts';

/** Certificates issued earlier are not measured. */
const since = Date.UTC(2019, 6, 1);

export const docs: RuleDocs = {
  summary: 'Report server certificates that are valid for more than 825 days.',
  why: 'Apple’s iOS, iPadOS and macOS refuse TLS server certificates that were issued since July 2019 for more than 825 days, also those of private CAs that were installed by hand.',
  exceptions: 'Services that no Apple device connects to. CA certificates and self-signed ones are not reported.',
  invalid: [{ language: 'pem', text: { fixture: 'ten-years' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'expired' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/longer-than-825-days',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['https://support.apple.com/en-us/103769'],
  messages: {
    long: 'This server certificate is valid for {days}; Apple’s systems refuse more than 825, also from a private CA. Issue it for a shorter time if any of them connects.',
  },
  check({ certificate, span }) {
    if (!isServer(certificate) || isSelfIssued(certificate)) return undefined;
    const { notBefore, notAfter } = certificate.validity;
    if (notBefore.getTime() < since) return undefined;
    // The last second counts: notAfter is inclusive.
    const days = Math.ceil((notAfter.getTime() + 1000 - notBefore.getTime()) / 86_400_000);
    if (days > 825) return [{ span, message: 'long', data: { days: dayCount(days) } }];
    return undefined;
  },
});
