import { defineRule, type RuleDocs } from '../../lint/rule.ts';

/** Not a key that anybody uses: the private key of RFC 8410, 10.3. */
const key =
  '-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\\n-----END PRIVATE KEY-----\\n';

export const docs: RuleDocs = {
  summary: 'Disallow private keys in programs and configurations.',
  why: 'A program and its configuration are copied, committed, logged and shown to others, and the key with them; it cannot be renewed without changing them either. Keep it in a file of its own with tight permissions, or in a secret store.',
  exceptions:
    'Keys for tests; in the paths of the setting tlsense.testFiles it is only information. Encrypted keys are not reported.',
  invalid: [
    {
      language: 'javascript',
      text: `const key = '${key}';\nrequire('node:https').createServer({ key, cert: require('node:fs').readFileSync('server.pem') });\n`,
      files: { 'server.pem': 'server' },
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const { readFileSync } = require('node:fs');\nrequire('node:https').createServer({ key: readFileSync('server.key'), cert: readFileSync('server.pem') });\n",
      files: { 'server.key': 'server-key', 'server.pem': 'server' },
    },
    { language: 'pem', text: { fixture: 'private-key' } },
  ],
};

export const rule = defineRule({
  id: 'tls/no-inline-private-key',
  subject: 'private-key',
  severity: 'warning',
  since: '0.1.0',
  references: ['CWE-798', 'CWE-321'],
  messages: {
    inline:
      'A private key stands in this text: whoever reads it can be the server or client that it is for. Keep it in a file of its own or in a secret store, and replace it.',
  },
  *check({ key: { encrypted }, span }, { isProgram }) {
    if (isProgram && !encrypted) yield { span, message: 'inline' };
  },
});
