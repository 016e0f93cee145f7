import { reportOf, wrongPairs } from '../../lint/key-pairs.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report private keys that do not belong to the certificate they are configured with.',
  why: 'The service does not start ("key values mismatch").',
  exceptions: 'Encrypted keys cannot be compared without their passphrase and are not reported.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key other.key;\n}\n',
      files: { 'server.pem': 'server', 'other.key': 'other-key' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key other.key;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key server.key;\n}\n',
      files: { 'server.pem': 'server', 'other.key': 'other-key', 'server.key': 'server-key' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_certificate_key server.key;\n}\n',
      files: { 'server.pem': 'server', 'server.key': 'server-key' },
    },
  ],
};

export const rule = defineRule({
  id: 'reference/key-mismatch',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['OpenSSL: SSL_CTX_check_private_key'],
  messages: {
    mismatch:
      'The private key in {key} does not belong to the certificate in {certificate}. Use the key that was made for it.',
  },
  *check({ context }, facts) {
    for (const pair of wrongPairs(context, facts)) {
      if (pair.given.keyType === pair.wanted.keyType) yield { ...reportOf(pair, facts), message: 'mismatch' };
    }
  },
});
