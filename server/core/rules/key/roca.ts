import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isRocaModulus, rsaNumbers } from '../../x509/rsa-numbers.ts';

export const docs: RuleDocs = {
  summary: 'Report RSA keys made by the flawed Infineon library (ROCA).',
  why: 'Smart cards, TPMs and security tokens with that library made primes of a special form. Keys of up to 2048 bits can be factored, with money, from the public key alone.',
  invalid: [{ language: 'pem', text: { fixture: 'roca' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'rsa-2048' } },
  ],
};

export const rule = defineRule({
  id: 'key/roca',
  subject: 'public-key',
  severity: 'error',
  since: '0.1.0',
  references: ['CVE-2017-15361', 'https://crocs.fi.muni.cz/public/papers/rsa_ccs17'],
  messages: {
    roca: 'This RSA key was made by a flawed chip library (ROCA, CVE-2017-15361): its private half can be computed from the public one. Make a new key, not on that device.',
  },
  check({ key, span }) {
    const numbers = rsaNumbers(key);
    if (numbers && isRocaModulus(numbers.modulus)) return [{ span, message: 'roca' }];
    return undefined;
  },
});
