import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as crlNumber } from '../../x509/extensions/crl-number.ts';

export const docs: RuleDocs = {
  summary: 'Report revocation lists without a number.',
  why: 'The number (cRLNumber) tells which of two lists is the newer one; RFC 5280 demands it. A list of version 1 can have none.',
  invalid: [
    { language: 'pem', text: { fixture: 'crl-no-number' } },
    { language: 'pem', text: { fixture: 'crl-version-1' } },
  ],
  valid: [{ language: 'pem', text: { fixture: 'crl' } }],
};

export const rule = defineRule({
  id: 'crl/no-number',
  subject: 'certificate-list',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 5280, 5.2.3'],
  messages: {
    missing:
      'This revocation list has no number (cRLNumber), by which programs tell the newer of two. Issue it with crl_extensions and a crlnumber file.',
    version:
      'This revocation list is of version 1, which can have no number and no reasons. Issue it as version 2 (crl_extensions in openssl.cnf).',
  },
  *check({ list, span }) {
    if (list.version === 1) yield { span, message: 'version' };
    else if (!list.extensions.some(({ oid }) => oid === crlNumber.oid)) yield { span, message: 'missing' };
  },
});
