import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** The CAs of the Web, as systems and languages ship them. */
const publicBundle =
  /(?:^|\/)(?:ca-certificates\.crt|ca-bundle(?:\.trust)?\.crt|ca-bundle\.pem|tls-ca-bundle\.pem|cacert\.pem|ca-root-nss\.crt)$|^\/etc\/ssl\/cert\.pem$|^\/etc\/pki\/tls\/cert\.pem$/;

export const docs: RuleDocs = {
  summary: 'Require a CA of your own to decide which clients are let in.',
  why: 'The bundle of the system holds every CA that browsers trust: whoever owns any domain at all can get a certificate from one of them, and comes in with it.',
  exceptions: 'A server that looks at the name in the certificate itself.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate /etc/ssl/certs/ca-certificates.crt;\n    ssl_verify_client on;\n}\n',
    },
    { language: 'javascript', text: "require('node:https').createServer({ key, cert, requestCert: true });\n" },
  ],
  valid: [
    {
      language: 'javascript',
      text: "require('node:https').createServer({ key, cert, ca, requestCert: true });\n",
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client on;\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'tls/require-client-ca',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['CWE-295', 'RFC 5280, 6.1.1'],
  messages: {
    absent:
      'No CA is configured, so every client with a certificate of any public CA is let in, and none with one of your own. Name the CA that issues the certificates of your clients.',
    public:
      'Every client with a certificate of any public CA is let in. Name the CA that issues the certificates of your clients.',
  },
  *check({ context }) {
    const { value } = context.peerVerification ?? {};
    if (context.role !== 'server' || (value !== 'required' && value !== 'optional')) return;
    if (context.trustsPublicAnchors && context.peerVerification) {
      yield { span: context.peerVerification.span, message: 'absent' };
    }
    for (const setting of context.clientAuthorities ?? []) {
      if (setting.value !== 'unknown' && publicBundle.test(setting.value.path))
        yield { span: setting.span, message: 'public' };
    }
  },
});
