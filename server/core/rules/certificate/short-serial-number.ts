import { unsigned } from '../../asn1/integer.ts';
import { serialText } from '../../describe/names.ts';
import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report serial numbers of public CAs’ certificates that have less than 64 bits.',
  why: 'A public CA puts at least 64 random bits into each serial number since 2016-09-30, so that nobody can prepare two certificates with one signature. Shorter ones were revoked by the million in 2019.',
  exceptions: 'Private CAs may count 1, 2, 3 where all they sign is their own.',
  invalid: [{ language: 'pem', text: { fixture: 'public-short-serial' } }],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'zero-serial' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/short-serial-number',
  subject: 'certificate',
  severity: 'information',
  since: '0.1.0',
  references: ['CA/Browser Forum Baseline Requirements, 7.1 (ballot 164)'],
  messages: {
    short:
      'The serial number {serial} of this certificate of a public CA has less than 64 bits, so it is not random enough: it will be revoked. Have it issued again.',
  },
  check({ certificate, span }, facts) {
    const { serialNumber } = certificate;
    // Of 64 random bits the first eight are all zero once in 256 times.
    if (unsigned(serialNumber).length >= 7 || !isOfPublicCa(certificate, facts)) return undefined;
    return [{ span, message: 'short', data: { serial: serialText(serialNumber) } }];
  },
});
