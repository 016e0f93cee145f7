import { tags } from '../../asn1/tags.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report elliptic-curve keys that spell out their curve instead of naming it.',
  why: 'RFC 5480 forbids it in certificates, and a curve made up by an attacker passed for a trusted one in Windows (CVE-2020-0601). Go, browsers and OpenSSL refuse such keys.',
  invalid: [{ language: 'pem', text: { fixture: 'explicit-curve' } }],
  valid: [{ language: 'pem', text: { fixture: 'server' } }],
};

export const rule = defineRule({
  id: 'key/explicit-curve',
  subject: 'public-key',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5480, 2.1.1', 'CVE-2020-0601'],
  messages: {
    explicit:
      'This key spells out its elliptic curve instead of naming it: OpenSSL, Go and browsers refuse it. Convert it (openssl pkey -ec_param_enc named_curve).',
  },
  check({ key, span }) {
    const isSpeltOut = key.keyType === 'EC' && key.algorithm.parameters?.[0] === tags.sequence;
    if (isSpeltOut) return [{ span, message: 'explicit' }];
    return undefined;
  },
});
