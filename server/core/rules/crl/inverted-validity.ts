import { isoDateTime } from '../../describe/dates.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists whose next update is not after their own date.',
  why: 'There is no moment at which such a list is current: programs that check it refuse every certificate of its CA.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-inverted' } }],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-no-next-update' } },
  ],
};

export const rule = defineRule({
  id: 'crl/inverted-validity',
  subject: 'certificate-list',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 5.1.2.4 and 5.1.2.5'],
  messages: {
    inverted:
      'This revocation list was to be replaced ({nextUpdate}) before it was made ({thisUpdate}), so it is never current. Issue it again.',
  },
  *check({ list, span }) {
    const { thisUpdate, nextUpdate } = list;
    if (!nextUpdate || nextUpdate > thisUpdate) return;
    yield {
      span,
      message: 'inverted',
      data: { thisUpdate: isoDateTime(thisUpdate), nextUpdate: isoDateTime(nextUpdate) },
    };
  },
});
