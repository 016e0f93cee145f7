import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow optional client certificates where nothing looks at who came without one.',
  why: 'A server that asks for a certificate without requiring it lets clients in that send none. Unless the code looks at the certificate of each connection, client authentication is only for those who want it.',
  exceptions:
    'Programs that read the certificate of the connection (`getpeercert()`). What other files do is not seen.',
  invalid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile='ca.pem')\ncontext.verify_mode = ssl.CERT_OPTIONAL\n",
      fixed:
        "import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile='ca.pem')\ncontext.verify_mode = ssl.CERT_REQUIRED\n",
      files: { 'ca.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile='ca.pem')\ncontext.verify_mode = ssl.CERT_OPTIONAL\nwith context.wrap_socket(sock, server_side=True) as tls:\n    if not tls.getpeercert():\n        raise PermissionError\n",
      files: { 'ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-optional-client-certificate',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8446, 4.4.2.4', 'CWE-287'],
  messages: {
    optional:
      'Clients without a certificate get in as well, and nothing here looks at what a client sent. Require the certificate.',
  },
  *check({ context }) {
    const setting = context.peerVerification;
    if (context.role !== 'server' || setting?.value !== 'optional' || context.inspectsPeer !== false) return;
    yield {
      span: setting.span,
      message: 'optional',
      proposals: [{ title: message('Require a certificate'), kind: 'suggestion', change: { setting: 'require-peer' } }],
    };
  },
});
