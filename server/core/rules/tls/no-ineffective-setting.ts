import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow revocation lists where nobody’s certificate is verified.',
  why: 'A list is looked at while a certificate is verified. Where none is asked for, or verification is off, it does nothing, and whoever wrote it believes that revoked certificates are refused.',
  exceptions:
    'What one language alone ignores has rules of its own: nginx/ineffective-setting, javascript/agent-ignored-by-fetch, javascript/option-at-wrong-level.',
  invalid: [
    {
      language: 'javascript',
      text: "const { readFileSync } = require('node:fs');\nrequire('node:https').createServer({ key: readFileSync('server.key'), cert: readFileSync('server.pem'), crl: readFileSync('ca.crl') });\n",
      files: { 'server.key': 'server-key', 'server.pem': 'server', 'ca.crl': 'crl' },
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const { readFileSync } = require('node:fs');\nrequire('node:https').createServer({ key: readFileSync('server.key'), cert: readFileSync('server.pem'), ca: readFileSync('ca.pem'), crl: readFileSync('ca.crl'), requestCert: true });\n",
      files: { 'server.key': 'server-key', 'server.pem': 'server', 'ca.pem': 'ca', 'ca.crl': 'crl' },
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(cafile='ca.pem')\ncontext.load_verify_locations('ca.crl')\ncontext.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF\n",
      files: { 'ca.pem': 'ca', 'ca.crl': 'crl' },
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-ineffective-setting',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 5280, 6.3', 'X509_VERIFY_PARAM_set_flags(3)'],
  messages: {
    server:
      'Client certificates are not asked for: this revocation list is never looked at. Ask for them, or remove it.',
    client: 'The server’s certificate is not verified: this revocation list is never looked at. Turn verification on.',
  },
  *check({ context: { role, peerVerification, revocationLists = [], revocationScope } }) {
    const [first] = revocationLists;
    // Without a scope, nothing tells that lists would be looked at anyway.
    if (!first || revocationScope === undefined || peerVerification?.value !== 'none') return;
    yield { span: first.span, message: role };
  },
});
