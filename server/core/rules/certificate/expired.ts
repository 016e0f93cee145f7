import { dayCount } from '../../base/quantity.ts';
import { daysBetween, isoDate } from '../../describe/dates.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates whose validity has ended.',
  why: 'Every peer that checks certificates refuses an expired one: connections fail the moment it is used.',
  exceptions: 'A certificate kept only as a record, or as a test of expiry, may stay: switch the rule off for it.',
  invalid: [{ language: 'pem', text: { fixture: 'expired' } }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'certificate/expired',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.5'],
  messages: {
    today: 'This certificate expired less than a day ago, on {date}. Renew it: every peer refuses it now.',
    expired: 'This certificate expired on {date}, {days} ago. Renew it: every peer refuses it now.',
  },
  check({ certificate, span }, { now }) {
    const { notAfter } = certificate.validity;
    if (notAfter.getTime() >= now.getTime()) return undefined;
    const days = daysBetween(notAfter, now);
    return [{ span, message: days < 1 ? 'today' : 'expired', data: { date: isoDate(notAfter), days: dayCount(days) } }];
  },
});
