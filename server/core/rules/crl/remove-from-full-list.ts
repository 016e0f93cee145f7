import { serialText } from '../../describe/names.ts';
import { entriesOf } from '../../lint/list-entries.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as deltaCRLIndicator } from '../../x509/extensions/delta-crl-indicator.ts';

const removeFromCRL = 8;

export const docs: RuleDocs = {
  summary: 'Report the reason removeFromCRL in lists that are no lists of changes.',
  why: 'The reason takes a certificate off the list that a list of changes belongs to. In a whole list OpenSSL passes over the entry, and other programs refuse the certificate.',
  exceptions: 'Lists of more than 10,000 entries are not gone through.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-remove-from' } }],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-entries' } },
    { language: 'pem', text: { fixture: 'crl-delta' } },
  ],
};

export const rule = defineRule({
  id: 'crl/remove-from-full-list',
  subject: 'certificate-list',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 5.3.1'],
  messages: {
    remove:
      'This list names the certificate {serial} with the reason removeFromCRL, which only a list of changes (delta CRL) may give: some programs take it for revoked, some do not. Leave the entry out, or give another reason.',
  },
  *check({ list, span }) {
    if (list.extensions.some(({ oid }) => oid === deltaCRLIndicator.oid)) return;
    const removed = entriesOf(list).find(({ reasonCode }) => reasonCode === removeFromCRL);
    if (removed) yield { span, message: 'remove', data: { serial: serialText(removed.serialNumber) } };
  },
});
