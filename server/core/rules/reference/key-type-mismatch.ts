import { reportOf, wrongPairs } from '../../lint/key-pairs.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = (key: string): string =>
  `server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key ${key};\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report private keys of another type than the certificate they are configured with.',
  why: 'OpenSSL keeps certificates and keys of each type apart: nginx and Node.js start and say nothing, and then every handshake fails (“no shared cipher”).',
  exceptions: 'Encrypted keys cannot be compared without their passphrase and are not reported.',
  invalid: [
    {
      language: 'nginx',
      text: text('rsa.key'),
      fixed: text('server.key'),
      files: { 'server.pem': 'server', 'rsa.key': 'rsa-key', 'server.key': 'server-key' },
    },
  ],
  valid: [
    { language: 'nginx', text: text('server.key'), files: { 'server.pem': 'server', 'server.key': 'server-key' } },
    { language: 'nginx', text: text('other.key'), files: { 'server.pem': 'server', 'other.key': 'other-key' } },
  ],
};

export const rule = defineRule({
  id: 'reference/key-type-mismatch',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['OpenSSL: SSL_CTX_use_PrivateKey'],
  messages: {
    mismatch:
      'The private key in {key} is {keyType}, the certificate in {certificate} is for {certificateType}: they do not belong together, and every handshake will fail. Use the key that was made for it.',
  },
  *check({ context }, facts) {
    for (const pair of wrongPairs(context, facts)) {
      if (pair.given.keyType !== pair.wanted.keyType) yield { ...reportOf(pair, facts), message: 'mismatch' };
    }
  },
});
