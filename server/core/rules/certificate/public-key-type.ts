import { keyText } from '../../describe/names.ts';
import { isOfPublicCa } from '../../lint/public-ca.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const curves: ReadonlySet<string> = new Set(['P-256', 'P-384', 'P-521']);

export const docs: RuleDocs = {
  summary: 'Report certificates of public CAs for keys that no browser takes.',
  why: 'The Baseline Requirements and Mozilla allow RSA with 2048 bits and more (a multiple of 8), and ECDSA with P-256, P-384 and P-521. Ed25519, other curves and post-quantum keys are for private CAs today.',
  invalid: [{ language: 'pem', text: { fixture: 'public-ed25519' } }],
  valid: [
    { language: 'pem', text: { fixture: 'public' } },
    { language: 'pem', text: { fixture: 'ed25519' } },
  ],
};

export const rule = defineRule({
  id: 'certificate/public-key-type',
  subject: 'certificate',
  severity: 'warning',
  since: '0.1.0',
  references: ['CA/Browser Forum Baseline Requirements, 6.1.5 and 7.1.3.1', 'Mozilla Root Store Policy, 5.1'],
  messages: {
    key: 'This certificate of a public CA is for the key {key}, which browsers refuse. Make a key of P-256 or RSA 2048, and have it certified.',
  },
  check({ certificate, span }, facts) {
    const key = certificate.subjectPublicKeyInfo;
    const isAllowed =
      (key.keyType === 'RSA' && (key.bits ?? 0) % 8 === 0) || (key.keyType === 'EC' && curves.has(key.curve ?? ''));
    if (!isAllowed && isOfPublicCa(certificate, facts)) return [{ span, message: 'key', data: { key: keyText(key) } }];
    return undefined;
  },
});
