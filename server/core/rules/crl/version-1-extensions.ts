import { entriesOf } from '../../lint/list-entries.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists of version 1 with extensions.',
  why: 'Version 1 has neither extensions of the list nor reasons of its entries: strict programs refuse such a list, others read them all the same.',
  exceptions: 'Reasons and other extensions of entries are looked at in lists of up to 10,000 entries.',
  invalid: [
    { language: 'pem', text: { fixture: 'crl-version-1-extensions' } },
    { language: 'pem', text: { fixture: 'crl-version-1-reasons' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-version-1' } },
    { language: 'pem', text: { fixture: 'crl-entries' } },
  ],
};

export const rule = defineRule({
  id: 'crl/version-1-extensions',
  subject: 'certificate-list',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 5.1.2.1'],
  messages: {
    extensions:
      'This revocation list is of version 1, which can have no extensions, and has some: strict programs refuse it. Issue it as version 2.',
  },
  *check({ list, span }) {
    if (list.version !== 1) return;
    const ofEntries = (): boolean =>
      entriesOf(list).some(({ reasonCode, invalidityDate }) => reasonCode !== undefined || invalidityDate);
    if (list.extensions.length > 0 || ofEntries()) yield { span, message: 'extensions' };
  },
});
