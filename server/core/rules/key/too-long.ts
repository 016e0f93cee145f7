import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates with RSA keys of more than 8192 bits.',
  why: 'Checking such a signature takes so long that clients refuse it: Go stops at 8192 bits, and the handshake of a server with such a key takes a second. 3072 bits are enough for decades.',
  invalid: [{ language: 'pem', text: { fixture: 'rsa-9000' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'rsa-2048' } },
  ],
};

export const rule = defineRule({
  id: 'key/too-long',
  subject: 'public-key',
  severity: 'warning',
  since: '0.1.0',
  references: ['Go, crypto/tls (CVE-2023-29409)'],
  messages: {
    long: 'The RSA key of this certificate has {bits} bits; Go and others refuse more than 8192. Make a new key: 3072 bits, or P-256.',
  },
  check({ key, holder, span }) {
    if (holder?.kind !== 'certificate' || key.keyType !== 'RSA' || key.bits === undefined || key.bits <= 8192)
      return undefined;
    return [{ span, message: 'long', data: { bits: key.bits } }];
  },
});
