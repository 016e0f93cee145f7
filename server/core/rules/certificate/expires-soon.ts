import { dayCount } from '../../base/quantity.ts';
import { daysBetween, isoDate } from '../../describe/dates.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates that expire within the next days (setting `tlsense.expiryWarningDays`, 30 by default).',
  why: 'A renewal takes time: someone has to notice, ask for a certificate and roll it out before peers refuse the old one.',
  exceptions: 'Certificates made for a few days only and renewed by a machine: lower the setting.',
  invalid: [{ language: 'pem', text: { fixture: 'expires-soon' } }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
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
    if (notAfter < now || notBefore > now) return undefined;
    const days = daysBetween(now, notAfter);
    // The end of the very last day counts: "30 days" speaks from 30 days and 0 seconds on.
    if (notAfter.getTime() - now.getTime() > settings.expiryWarningDays * 86_400_000) return undefined;
    return [
      {
        span,
        message: days < 1 ? 'today' : 'soon',
        data: { days: dayCount(days), date: isoDate(notAfter), time: notAfter.toISOString() },
      },
    ];
  },
});
