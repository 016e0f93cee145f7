import { dayCount } from '../../base/quantity.ts';
import { daysBetween, isoDate } from '../../describe/dates.ts';
import { expiresSoon } from '../../describe/validity-state.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates that expire within the next days (setting `tlsense.expiryWarningDays`, 30 by default).',
  why: 'A renewal takes time: someone has to notice, ask for a certificate and roll it out before peers refuse the old one.',
  exceptions:
    'Of a certificate made for less than twice as many days, as step-ca and ACME issue them, the last third counts: a machine renews it.',
  invalid: [{ language: 'pem', text: { fixture: 'expires-soon' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'of-a-day' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/expires-soon',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.5'],
  messages: {
    today: 'This certificate expires within a day, at {time}. Renew it now.',
    soon: 'This certificate expires in {days}, on {date}. Renew it in time.',
  },
  check({ certificate, span }, { now, settings }) {
    const { notBefore, notAfter } = certificate.validity;
    if (notAfter.getTime() < now.getTime() || notBefore.getTime() > now.getTime()) return undefined;
    const days = daysBetween(now, notAfter);
    // The end of the very last day counts: "30 days" speaks from 30 days and 0 seconds on.
    if (!expiresSoon(certificate.validity, now, settings.expiryWarningDays)) return undefined;
    return [
      {
        span,
        message: days < 1 ? 'today' : 'soon',
        data: { days: dayCount(days), date: isoDate(notAfter), time: notAfter.toISOString() },
      },
    ];
  },
});
