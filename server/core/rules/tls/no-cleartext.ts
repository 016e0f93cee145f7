import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow connections to other machines that are not encrypted, or only where nobody prevents it.',
  why: 'Without TLS everybody on the way reads and changes what is sent, passwords too. STARTTLS that is not required protects from nobody who takes the server’s offer of it out of the answer: the client then goes on in the clear.',
  exceptions:
    'A host on this machine, a name without a dot (a neighbour in the network of one machine), and a host that is not known unless TLS is switched off in so many words. A network that encrypts by itself.',
  invalid: [
    {
      language: 'javascript',
      text: "const nodemailer = require('nodemailer');\nnodemailer.createTransport({ host: 'mail.internal', port: 587, secure: false });\n",
      fixed:
        "const nodemailer = require('nodemailer');\nnodemailer.createTransport({ host: 'mail.internal', port: 587, secure: false, requireTLS: true });\n",
    },
    {
      language: 'javascript',
      text: "const { Kafka } = require('kafkajs');\nnew Kafka({ brokers: ['kafka.internal:9092'], sasl: { mechanism: 'plain', username, password } });\n",
      fixed:
        "const { Kafka } = require('kafkajs');\nnew Kafka({ brokers: ['kafka.internal:9092'], ssl: true, sasl: { mechanism: 'plain', username, password } });\n",
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const nodemailer = require('nodemailer');\nnodemailer.createTransport({ host: 'localhost', port: 1025, secure: false });\n",
    },
    {
      language: 'javascript',
      text: "const { Kafka } = require('kafkajs');\nnew Kafka({ brokers: ['kafka.internal:9093'], ssl: true, sasl });\n",
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-cleartext',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['CWE-319', 'RFC 3207, 6', 'RFC 8314, 3'],
  messages: {
    none: 'This connection is not encrypted: everybody on the way reads and changes what is sent, passwords too. Use TLS.',
    opportunistic:
      'Whoever is on the way can make this connection go on without TLS, and read the password. Require TLS.',
  },
  *check({ context }) {
    const setting = context.encryption;
    if (!setting || (setting.value !== 'none' && setting.value !== 'opportunistic')) return;
    yield {
      span: setting.span,
      message: setting.value,
      proposals: [{ title: message('Require TLS'), kind: 'suggestion', change: { setting: 'encrypt' } }],
    };
  },
});
