import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report DSA keys.',
  why: 'TLS 1.3 has no DSA, browsers and Go have dropped it, and FIPS 186-5 withdraws it. A server with a DSA certificate reaches no one.',
  invalid: [{ language: 'pem', text: { fixture: 'dsa' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'rsa-2048' } },
  ],
};

export const rule = defineRule({
  id: 'key/dsa',
  subject: 'public-key',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8446, 1.2', 'FIPS 186-5, 4'],
  messages: {
    dsa: 'DSA is withdrawn (FIPS 186-5): TLS 1.3, browsers and Go do not have it. Make a new key: P-256, or RSA with 3072 bits.',
  },
  check({ key, span }) {
    if (key.keyType === 'DSA') return [{ span, message: 'dsa' }];
    return undefined;
  },
});
