import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow a CA for clients where client certificates are never asked for.',
  why: 'The CA alone does nothing: without ssl_verify_client every client gets in, with or without a certificate. nginx -t is silent.',
  exceptions: 'A CA kept for other servers that inherit it and do ask.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client on;\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client on;\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_trusted_certificate certs/ca.pem;\n    ssl_stapling on;\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-unused-client-ca',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 8446, 4.3.2', 'CWE-306'],
  messages: {
    unused: 'Client certificates are never asked for: this CA is not used, and every client gets in. Ask for them.',
    off: 'Client certificates are not asked for: this CA is not used, and every client gets in.',
  },
  *check({ context }) {
    const authority = context.clientAuthorities?.find(({ origin }) => origin === 'explicit');
    const verification = context.peerVerification;
    if (context.role !== 'server' || !authority || (verification && verification.value !== 'none')) return;
    // One that is inherited and off is what most servers want; here someone chose both.
    if (verification && verification.origin !== 'explicit') return;
    yield {
      span: authority.span,
      message: verification ? 'off' : 'unused',
      ...(verification && { severity: 'warning' as const }),
      proposals: [
        {
          title: message('Ask for client certificates'),
          kind: verification ? 'suggestion' : 'automatic',
          change: { setting: 'verify-peer' },
        },
      ],
    };
  },
});
