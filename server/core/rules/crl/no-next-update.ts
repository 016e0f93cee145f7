import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists that do not say when the next one comes.',
  why: 'Nobody can tell that such a list is old, so a revocation after it never arrives. RFC 5280 demands the field, and some programs refuse a list without it.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-no-next-update' } }],
  valid: [{ language: 'pem', text: { fixture: 'crl' } }],
};

export const rule = defineRule({
  id: 'crl/no-next-update',
  subject: 'certificate-list',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 5.1.2.5'],
  messages: {
    missing:
      'This revocation list does not say when the next one comes (nextUpdate), so nobody notices that it is old. Issue it with a next update.',
  },
  *check({ list, span }) {
    if (!list.nextUpdate) yield { span, message: 'missing' };
  },
});
