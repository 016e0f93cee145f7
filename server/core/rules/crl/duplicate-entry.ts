import { serialText } from '../../describe/names.ts';
import { entriesOf } from '../../lint/list-entries.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { serialKey } from '../../x509/serial-key.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists that revoke one serial number twice.',
  why: 'Which of the two dates and reasons counts is for each program to guess; openssl ca writes such a list when two lines of index.txt have the same number.',
  exceptions: 'Indirect lists, where the same number may be of another CA, and lists of more than 10,000 entries.',
  invalid: [{ language: 'pem', text: { fixture: 'crl-twice' } }],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-entries' } },
    { language: 'pem', text: { fixture: 'crl-indirect' } },
  ],
};

export const rule = defineRule({
  id: 'crl/duplicate-entry',
  subject: 'certificate-list',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 5.1.2.6'],
  messages: {
    twice:
      'This revocation list revokes the serial number {serial} twice: which date and reason count is not said. Take one of the two out of the record of the CA, and issue the list again.',
  },
  *check({ list, span }) {
    if (list.isIndirect) return;
    const seen = new Set<string>();
    for (const { serialNumber, certificateIssuer } of entriesOf(list)) {
      if (certificateIssuer) return;
      const serial = serialKey(serialNumber);
      if (seen.has(serial)) {
        yield { span, message: 'twice', data: { serial: serialText(serialNumber) } };
        return;
      }
      seen.add(serial);
    }
  },
});
