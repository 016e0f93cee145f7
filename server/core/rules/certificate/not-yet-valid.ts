import { isoDateTime } from '../../describe/dates.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates whose validity has not begun.',
  why: 'Peers refuse a certificate before its notBefore time. Often the clock of the machine that made it was wrong.',
  exceptions: 'A certificate made in advance for a later change.',
  invalid: [{ language: 'pem', text: { fixture: 'not-yet-valid' } }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'certificate/not-yet-valid',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.5'],
  messages: {
    notYetValid: 'This certificate is valid only from {date}; until then every peer refuses it.',
  },
  check({ certificate, span }, { now }) {
    const { notBefore } = certificate.validity;
    if (notBefore.getTime() > now.getTime())
      return [{ span, message: 'notYetValid', data: { date: isoDateTime(notBefore) } }];
    return undefined;
  },
});
