import { serialText } from '../../describe/names.ts';
import { entriesOf } from '../../lint/list-entries.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const unused = 7;
const last = 10;

export const docs: RuleDocs = {
  summary: 'Report entries of revocation lists with a reason that there is not, or a serial number that is negative.',
  why: 'A list with the reason 7 or one above 10 is not read by pyca/cryptography, nor by other strict programs. The reason unspecified (0) is said by giving none, for old programs do not know it. No certificate has a negative number: the one that was meant stays in use.',
  exceptions: 'Lists of more than 10,000 entries are not gone through.',
  invalid: [
    { language: 'pem', text: { fixture: 'crl-reason-7' } },
    { language: 'pem', text: { fixture: 'crl-reason-0' } },
    { language: 'pem', text: { fixture: 'crl-negative-entry' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-entries' } },
  ],
};

export const rule = defineRule({
  id: 'crl/malformed-entry',
  subject: 'certificate-list',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 5.3.1 and 5.1.2.6'],
  messages: {
    reason:
      'This revocation list revokes the certificate {serial} for the reason {reason}, which there is not: strict programs do not read the list. Issue it with one of the reasons of RFC 5280.',
    unspecified:
      'This revocation list gives the reason unspecified (0) for the certificate {serial}, which is said by giving none. Issue the list without that reason.',
    negative:
      'This revocation list revokes the serial number {serial}, which is negative and no certificate’s: was another one meant? Issue the list again.',
  },
  *check({ list, span }) {
    for (const { serialNumber, reasonCode } of entriesOf(list)) {
      const data = { serial: serialText(serialNumber) };
      if (reasonCode === unused || (reasonCode ?? 0) > last) {
        yield { span, message: 'reason', data: { ...data, reason: reasonCode ?? 0 } };
        return;
      }
      if (reasonCode === 0) {
        yield { span, message: 'unspecified', severity: 'information', data };
        return;
      }
      if ((serialNumber[0] ?? 0) >= 0x80) {
        yield { span, message: 'negative', severity: 'information', data };
        return;
      }
    }
  },
});
