import { isoDateTime } from '../../describe/dates.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists that were issued in the future.',
  why: 'OpenSSL and nginx refuse every certificate of the CA until then (“CRL is not yet valid”). Mostly the clock of the machine that made it was wrong.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-not-yet-valid' } }],
  valid: [{ language: 'pem', text: { fixture: 'crl' } }],
};

export const rule = defineRule({
  id: 'crl/not-yet-valid',
  subject: 'certificate-list',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 5.1.2.4'],
  messages: {
    future:
      'This revocation list holds only from {date}: until then programs that check it refuse every certificate of its CA.',
  },
  *check({ list, span }, { now }) {
    if (list.thisUpdate > now) yield { span, message: 'future', data: { date: isoDateTime(list.thisUpdate) } };
  },
});
