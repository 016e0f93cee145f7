import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow passphrases of private keys written out in a program.',
  why: 'Whoever reads the program, its repository or a copy of it has the passphrase, and with it the key: it is no better than a key without one, and cannot be changed without a new release. Read it from the environment, a file with tight permissions or a secret store.',
  exceptions: 'The passphrase of a key for tests. nginx reads them from a file (ssl_password_file).',
  invalid: [
    {
      language: 'javascript',
      text: "const { readFileSync } = require('node:fs');\nrequire('node:https').createServer({ key: readFileSync('server.key'), cert: readFileSync('server.pem'), passphrase: 'changeit' });\n",
      files: { 'server.key': 'encrypted-key', 'server.pem': 'server' },
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\ncontext.load_cert_chain('server.pem', 'server.key', password='changeit')\n",
      files: { 'server.key': 'encrypted-key', 'server.pem': 'server' },
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const { readFileSync } = require('node:fs');\nrequire('node:https').createServer({ key: readFileSync('server.key'), cert: readFileSync('server.pem'), passphrase: process.env.KEY_PASSPHRASE });\n",
      files: { 'server.key': 'encrypted-key', 'server.pem': 'server' },
    },
    {
      language: 'python',
      text: "import os\nimport ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\ncontext.load_cert_chain('server.pem', 'server.key', password=os.environ['KEY_PASSPHRASE'])\n",
      files: { 'server.key': 'encrypted-key', 'server.pem': 'server' },
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-hard-coded-passphrase',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['CWE-798', 'CWE-259'],
  messages: {
    written:
      'The passphrase of the private key is written here: whoever reads this has it. Read it from the environment or a secret store.',
  },
  *check({ context: { passphrase } }) {
    if (passphrase?.value === 'literal') yield { span: passphrase.span, message: 'written' };
  },
});
