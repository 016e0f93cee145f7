import { dayCount } from '../../base/quantity.ts';
import { daysBetween, isoDateTime } from '../../describe/dates.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists whose next update is over.',
  why: 'A program that checks revocation needs a current list: with an old one OpenSSL and nginx refuse every certificate of that CA (“CRL has expired”).',
  invalid: [{ language: 'pem', text: { fixture: 'crl-expired' } }],
  valid: [{ language: 'pem', text: { fixture: 'crl' } }],
};

export const rule = defineRule({
  id: 'crl/expired',
  subject: 'certificate-list',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 5.1.2.5'],
  messages: {
    expired:
      'This revocation list was to be replaced by {date}, {days} ago: programs that check it refuse every certificate of its CA. Get the new one.',
  },
  *check({ list, span }, { now }) {
    const { nextUpdate } = list;
    if (!nextUpdate || nextUpdate >= now) return;
    yield {
      span,
      message: 'expired',
      data: { date: isoDateTime(nextUpdate), days: dayCount(daysBetween(nextUpdate, now)) },
    };
  },
});
