import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { rsaNumbers } from '../../x509/rsa-numbers.ts';

export const docs: RuleDocs = {
  summary: 'Report RSA keys whose public exponent is 1, even, or larger than programs take.',
  why: 'With exponent 1 a signature is the message itself, and an even exponent has no inverse: no real key has either. Go reads no exponent above 2³¹ − 1, and Windows none above 2³² − 1.',
  invalid: [
    { language: 'pem', text: { fixture: 'even-exponent' } },
    { language: 'pem', text: { fixture: 'large-exponent' } },
  ],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'rsa-2048' } },
  ],
};

export const rule = defineRule({
  id: 'key/weak-exponent',
  subject: 'public-key',
  severity: 'error',
  since: '0.1.0',
  references: ['NIST SP 800-56B, 6.4', 'CA/Browser Forum Baseline Requirements, 6.1.6'],
  messages: {
    weak: 'The public exponent of this RSA key is {exponent}, which no real key has: anyone can forge its signatures, or nobody can make any. Make a new key.',
    large:
      'The public exponent of this RSA key has {bits} bits: Go, Windows and others refuse more than 31 or 32. Make a new key, with the usual exponent 65537.',
  },
  check({ key, span }) {
    const numbers = rsaNumbers(key);
    if (!numbers) return undefined;
    const { publicExponent } = numbers;
    if (publicExponent > 1n && publicExponent % 2n === 1n) {
      if (publicExponent < 2n ** 31n) return undefined;
      const bits = publicExponent.toString(2).length;
      return [{ span, message: 'large', severity: 'warning', data: { bits } }];
    }
    return [{ span, message: 'weak', data: { exponent: String(publicExponent).slice(0, 20) } }];
  },
});
