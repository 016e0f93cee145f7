import { unsigned } from '../../asn1/integer.ts';
import { byteCount } from '../../base/quantity.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists whose number is negative or longer than 20 octets.',
  why: 'By its number a program tells the newer of two lists. RFC 5280 asks for a number that is not negative, of at most 20 octets; strict programs refuse another.',
  invalid: [
    { language: 'pem', text: { fixture: 'crl-negative-number' } },
    { language: 'pem', text: { fixture: 'crl-long-number' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'crl' } },
    { language: 'pem', text: { fixture: 'crl-no-number' } },
    { language: 'pem', text: { fixture: 'crl-largest-number' } },
  ],
};

export const rule = defineRule({
  id: 'crl/bad-number',
  subject: 'certificate-list',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 5.2.3'],
  messages: {
    negative:
      'The number (cRLNumber) of this revocation list is negative: strict programs refuse the list. Number lists upwards from 1.',
    long: 'The number (cRLNumber) of this revocation list has {count}, and 20 is the most: strict programs refuse the list. Number lists upwards from 1.',
  },
  *check({ list: { crlNumber }, span }) {
    if (!crlNumber) return;
    if ((crlNumber[0] ?? 0) >= 0x80) yield { span, message: 'negative' };
    else if (unsigned(crlNumber).length > 20) {
      yield { span, message: 'long', data: { count: byteCount(unsigned(crlNumber).length) } };
    }
  },
});
