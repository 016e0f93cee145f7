import { isoDateTime } from '../../describe/dates.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates whose validity ends before it begins.',
  why: 'There is no moment at which such a certificate is valid, so every peer refuses it. Mostly the clock of the machine that made it was wrong, or the days were negative.',
  invalid: [{ language: 'pem', text: { fixture: 'inverted-validity' } }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'certificate/inverted-validity',
  subject: 'certificate',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 4.1.2.5'],
  messages: {
    inverted:
      'This certificate ends ({notAfter}) before it begins ({notBefore}), so it is never valid. Have it issued again.',
  },
  check({ certificate, span }) {
    const { notBefore, notAfter } = certificate.validity;
    if (notAfter.getTime() >= notBefore.getTime()) return undefined;
    return [
      { span, message: 'inverted', data: { notBefore: isoDateTime(notBefore), notAfter: isoDateTime(notAfter) } },
    ];
  },
});
