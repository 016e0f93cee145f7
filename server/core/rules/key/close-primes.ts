import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { hasClosePrimes } from '../../x509/close-primes.ts';
import { rsaNumbers } from '../../x509/rsa-numbers.ts';

export const docs: RuleDocs = {
  summary: 'Report RSA keys whose two primes are next to each other.',
  why: 'Fermat’s method of 1643 finds such primes in a moment: they lie beside the square root of the modulus. Printers of Canon and Fujifilm made keys like that (CVE-2022-26320).',
  invalid: [{ language: 'pem', text: { fixture: 'close-primes' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'rsa-2048' } },
  ],
};

export const rule = defineRule({
  id: 'key/close-primes',
  subject: 'public-key',
  severity: 'error',
  since: '0.1.0',
  references: [
    'CA/Browser Forum Baseline Requirements, 6.1.1.3 (since 2024-11-15)',
    'FIPS 186-5, A.1.3',
    'CVE-2022-26320',
  ],
  messages: {
    close:
      'The two primes of this RSA key are so close that anyone can compute its private half in a moment (Fermat’s method). Make a new key with current software.',
  },
  check({ key, span }) {
    const numbers = key.bits === undefined ? undefined : rsaNumbers(key);
    if (numbers && hasClosePrimes(numbers.modulus, key.bits ?? 0)) return [{ span, message: 'close' }];
    return undefined;
  },
});
