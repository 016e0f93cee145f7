import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow clients that do not compare the name in the certificate with the one they connect to.',
  why: 'Without the name check every certificate of the same CA will do: the holder of any certificate, for any name, can pose as this server. If the names differ on purpose, say which name to expect (Node.js `servername`, Python `server_hostname`, nginx `proxy_ssl_name`).',
  exceptions:
    'Peers identified in another way by code (a pinned key) that we cannot follow are not reported. nginx has no such switch: it checks the name whenever `proxy_ssl_verify` is on.',
  invalid: [
    {
      language: 'javascript',
      text: "const tls = require('node:tls');\ntls.connect({ host: 'db.internal', port: 5433, checkServerIdentity: () => undefined });\n",
      fixed: "const tls = require('node:tls');\ntls.connect({ host: 'db.internal', port: 5433 });\n",
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(cafile='ca.pem')\ncontext.check_hostname = False\n",
      fixed: "import ssl\n\ncontext = ssl.create_default_context(cafile='ca.pem')\n",
      files: { 'ca.pem': 'ca' },
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(cafile='ca.pem')\nif args.any_name:\n    context.check_hostname = False\n",
      files: { 'ca.pem': 'ca' },
    },
    {
      language: 'javascript',
      text: "require('mysql2').createConnection({ host: 'db.internal', ssl: { ca } });\n",
      fixed: "require('mysql2').createConnection({ host: 'db.internal', ssl: { ca, verifyIdentity: true } });\n",
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "require('mysql2').createConnection({ host: 'db.internal', ssl: { ca, verifyIdentity: true } });\n",
    },
    {
      language: 'javascript',
      text: "require('node:tls').connect({ host: '10.0.0.7', servername: 'db.internal' });\n",
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.check_hostname = True\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_pass https://10.0.0.7;\n        proxy_ssl_verify on;\n        proxy_ssl_name db.internal;\n        proxy_ssl_trusted_certificate ca.pem;\n    }\n}\n',
      files: { 'ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-disabled-hostname-check',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 9525', 'CWE-297'],
  messages: {
    absent:
      "The server's name is not checked unless it is asked for: any certificate of a trusted CA, for any name, is accepted. Turn the check on.",
    sometimes:
      "On some ways through the program the server's name is not checked: any certificate of a trusted CA, for any name, is accepted then. Leave the check on, and say the expected name if it differs.",
    unchecked:
      "The server's name is not checked: any certificate of a trusted CA, for any name, is accepted. Leave the check on, and say the expected name if it differs.",
  },
  *check({ context }, { workspace, uri }) {
    const setting = context.hostnameVerification;
    const { hostnameVerification: sometimes, peerVerification: peer } = context.sometimes ?? {};
    // With verification off as well, tls/no-disabled-verification says it.
    if (context.role === 'client' && sometimes?.value === false && !peer) {
      yield {
        span: sometimes.span,
        message: 'sometimes',
        severity: 'information',
        related: [{ uri, span: sometimes.condition, message: message('What decides it') }],
      };
      return;
    }
    if (context.role !== 'client' || setting?.value !== false) return;
    // One construct that switches both off (an unverified context) is reported once, as the worse of the two.
    const verification = context.peerVerification;
    if (verification?.value === 'none' && verification.span.start === setting.span.start) return;
    const isDefault = setting.origin === 'default';
    if (isDefault && verification?.value === 'none') return;
    // Where verification has to come back with it, it needs a CA to trust, as in tls/no-disabled-verification.
    const needsAnchor = verification?.value === 'none' && !context.hasTrustAnchors;
    const path = needsAnchor ? workspace.trustAnchorsFor(context, uri)[0]?.path : undefined;
    yield {
      span: setting.span,
      message: isDefault ? 'absent' : 'unchecked',
      ...(isDefault && { severity: 'warning' as const }),
      proposals: [
        {
          title: message('Check the name again'),
          kind: 'automatic',
          change: { setting: 'verify-hostname', ...(path !== undefined && { trustAnchors: path }) },
        },
      ],
    };
  },
});
