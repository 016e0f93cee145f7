import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** NIST SP 800-57 part 1, table 2: 112 bits of security, the least that OpenSSL's security level 2 lets pass. */
const leastBits: Readonly<Record<string, number>> = { RSA: 2048, 'RSA-PSS': 2048, DSA: 2048, DH: 2048, EC: 224 };

export const docs: RuleDocs = {
  summary: 'Report keys under 112 bits of strength: RSA, DSA and DH under 2048 bits, elliptic curves under 224.',
  why: 'Short keys can be broken with money, and current TLS libraries refuse to load them (OpenSSL: "ee key too small").',
  exceptions: 'None in a living service.',
  invalid: [{ language: 'pem', text: { fixture: 'rsa-1024' } }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'key/too-short',
  subject: 'key-strength',
  severity: 'error',
  since: '0.1.0',
  references: ['NIST SP 800-57 part 1, 5.6.1', 'CA/Browser Forum Baseline Requirements, 6.1.5'],
  messages: {
    short:
      'The {type} key has only {bits} bits; TLS libraries refuse less than {least}. Make a new key: P-256, or RSA with 2048 bits or more.',
  },
  check({ key, span }) {
    const least = leastBits[key.keyType];
    if (least === undefined || key.bits === undefined || key.bits >= least) return undefined;
    return [{ span, message: 'short', data: { type: key.keyType, bits: key.bits, least } }];
  },
});
