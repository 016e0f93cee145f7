import { message } from '../../base/message.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';

const offeredAnchors = 4;

export const docs: RuleDocs = {
  summary: 'Require a CA where peers are to be verified and none is there by default.',
  why: 'No CA is known to nginx by itself: with verification on and no CA it does not start.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_pass https://db.internal;\n        proxy_ssl_verify on;\n    }\n}\n',
      fixed:
        'server {\n    location / {\n        proxy_pass https://db.internal;\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_verify_client on;\n}\n' },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client on;\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    include snippets/clients.conf;\n    ssl_verify_client on;\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'tls/require-trust-anchors',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client', 'RFC 5280, 6.1'],
  messages: {
    server: 'Client certificates are to be verified, and no CA is configured. Name the CA that issues them.',
    client: 'The server is to be verified, and no CA is configured. Name the CA that issues its certificate.',
  },
  *check({ context }, { workspace, uri }) {
    const setting = context.peerVerification;
    if (!context.lacksTrustAnchors || !setting) return;
    const anchors = workspace.trustAnchorsFor(context, uri).slice(0, offeredAnchors);
    yield {
      span: setting.span,
      message: context.role,
      proposals: anchors.map(
        ({ path, intermediates }): Proposal => ({
          title: message('Trust the CA in {path}', { path }),
          kind: 'suggestion',
          change: { setting: 'verify-peer', trustAnchors: path, intermediates },
        }),
      ),
    };
  },
});
