import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { isTlsPeer } from '../../x509/roles.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates for TLS whose key is bound to RSASSA-PSS.',
  why: 'A key of the type id-RSASSA-PSS may sign in no other way. Go, browsers and most cloud load balancers do not accept such a key, while a plain RSA key signs with PSS in TLS 1.3 as well.',
  invalid: [{ language: 'pem', text: { fixture: 'rsa-pss' } }],
  valid: [
    { language: 'pem', text: { fixture: 'server' } },
    { language: 'pem', text: { fixture: 'rsa-2048' } },
  ],
};

export const rule = defineRule({
  id: 'key/rsa-pss-only',
  subject: 'public-key',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 4055, 1.2', 'CA/Browser Forum Baseline Requirements, 7.1.3.1'],
  messages: {
    bound:
      'This key is bound to RSASSA-PSS (id-RSASSA-PSS), which Go and browsers do not accept in a certificate. Use a plain RSA key (rsaEncryption); TLS 1.3 signs with PSS all the same.',
  },
  check({ key, holder, span }) {
    if (key.keyType === 'RSA-PSS' && holder?.kind === 'certificate' && isTlsPeer(holder))
      return [{ span, message: 'bound' }];
    return undefined;
  },
});
