import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report private keys that are encrypted in the old way of PEM (Proc-Type: 4,ENCRYPTED).',
  why: 'The key is made from the passphrase by a single round of MD5, so that billions of passphrases can be tried in a second. PKCS#8 with PBKDF2 takes thousands of rounds for each.',
  invalid: [{ language: 'pem', text: { fixture: 'legacy-encrypted-key' } }],
  valid: [
    { language: 'pem', text: { fixture: 'encrypted-key' } },
    { language: 'pem', text: { fixture: 'private-key' } },
  ],
};

export const rule = defineRule({
  id: 'key/weak-encryption',
  subject: 'private-key',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 1421, 4.6', 'OpenSSL, PEM_read_bio_PrivateKey(3)'],
  messages: {
    legacy:
      'This private key is encrypted with one round of MD5 over the passphrase, which is quickly guessed. Convert it (openssl pkcs8 -topk8 -in old.key -out new.key).',
  },
  check({ key, span }) {
    if (key.encrypted && key.format !== 'PKCS#8' && key.format !== 'OpenSSH') return [{ span, message: 'legacy' }];
    return undefined;
  },
});
