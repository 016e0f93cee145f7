import { dayCount } from '../../base/quantity.ts';
import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** BR, 6.3.2 (ballots SC-031 and SC-081): issued since, and valid for at most so many days. The latest first. */
const limits = [
  { since: Date.UTC(2029, 2, 15), days: 47 },
  { since: Date.UTC(2027, 2, 15), days: 100 },
  { since: Date.UTC(2026, 2, 15), days: 200 },
  { since: Date.UTC(2020, 8, 1), days: 398 },
];

export const docs: RuleDocs = {
  summary: 'Report certificates of public CAs that are valid for longer than their day of issue allows.',
  why: 'Public CAs may issue for 398 days since September 2020, 200 since 2026-03-15, 100 since 2027-03-15 and 47 since 2029-03-15. Browsers refuse what is longer.',
  exceptions: 'Certificates of private CAs, which no such rule binds, are not reported.',
  invalid: [
    { language: 'pem', text: { fixture: 'public-201-days' } },
    { language: 'pem', text: { fixture: 'ten-years' }, settings: { profile: 'webpki' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'public-398-days-of-2025' } },
    { language: 'pem', text: { fixture: 'ten-years' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/longer-than-public-limit',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['CA/Browser Forum Baseline Requirements, 6.3.2'],
  messages: {
    long: 'This certificate of a public CA is valid for {days}; one that was issued on {date} may be for {limit} at most, and browsers refuse it. Have it issued again.',
  },
  check({ certificate, span }, facts) {
    const { notBefore, notAfter } = certificate.validity;
    const limit = limits.find(({ since }) => notBefore.getTime() >= since);
    // The last second counts, and any part of a day is one.
    const days = Math.ceil((notAfter.getTime() + 1000 - notBefore.getTime()) / 86_400_000);
    if (!limit || days <= limit.days || !isOfPublicCa(certificate, facts)) return undefined;
    const date = notBefore.toISOString().slice(0, 10);
    return [{ span, message: 'long', data: { days: dayCount(days), date, limit: dayCount(limit.days) } }];
  },
});
