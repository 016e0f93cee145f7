import { dayCount } from '../../base/quantity.ts';
import { daysBetween } from '../../describe/dates.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** A leap year. */
const longest = 366;

export const docs: RuleDocs = {
  summary: 'Report revocation lists that are current for more than a year.',
  why: 'A program may keep a list until its next update, and whoever answers its request can hand out an old one as long: a certificate that is revoked meanwhile goes on to be accepted.',
  exceptions: 'Lists of a root that is kept offline, where a year is long for the one who has to fetch it.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-ten-years' } }],
  valid: [{ language: 'pem', text: { fixture: 'crl' } }],
};

export const rule = defineRule({
  id: 'crl/long-validity',
  subject: 'certificate-list',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 5.1.2.5', 'CA/Browser Forum Baseline Requirements, 7.2 (12 months for lists of CAs)'],
  messages: {
    long: 'This revocation list counts for {days}: what is revoked meanwhile may be accepted until then. Issue lists for days or weeks (openssl ca -gencrl -crldays 30).',
  },
  *check({ list: { thisUpdate, nextUpdate }, span }) {
    const days = nextUpdate ? daysBetween(thisUpdate, nextUpdate) : 0;
    if (days > longest) yield { span, message: 'long', data: { days: dayCount(days) } };
  },
});
