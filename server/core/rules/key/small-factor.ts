import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { rsaNumbers, smallFactor } from '../../x509/rsa-numbers.ts';

export const docs: RuleDocs = {
  summary: 'Report RSA keys whose modulus has a small factor.',
  why: 'The modulus of a real key is the product of two large primes. One that 2, 3 or another small prime divides is damaged, or was never a key: it can be factored, and the private key computed.',
  invalid: [{ language: 'pem', text: { fixture: 'small-factor' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'rsa-2048' } },
  ],
};

export const rule = defineRule({
  id: 'key/small-factor',
  subject: 'public-key',
  severity: 'error',
  since: '0.1.0',
  references: ['CA/Browser Forum Baseline Requirements, 6.1.6', 'NIST SP 800-89, 5.3.3'],
  messages: {
    factor:
      'The modulus of this RSA key can be divided by {factor}: the key is damaged or was made wrongly, and anyone can compute its private half. Make a new key.',
  },
  check({ key, span }) {
    const numbers = rsaNumbers(key);
    if (!numbers) return undefined;
    const factor = smallFactor(numbers.modulus);
    if (factor !== undefined) return [{ span, message: 'factor', data: { factor } }];
    return undefined;
  },
});
