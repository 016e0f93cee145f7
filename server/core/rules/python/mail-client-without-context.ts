import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report mail and FTP clients of the standard library that verify nobody.',
  why: 'The clients `smtplib`, `imaplib`, `poplib`, `ftplib` and `nntplib` verify nothing unless they are given a context: anyone on the way can pose as the server and read the password. `ssl.create_default_context()` verifies.',
  invalid: [
    {
      language: 'python',
      text: "import smtplib\nimport ssl\n\nwith smtplib.SMTP('mail.internal', 587) as server:\n    server.starttls()\n    server.login(user, password)\n",
      fixed:
        "import smtplib\nimport ssl\n\nwith smtplib.SMTP('mail.internal', 587) as server:\n    server.starttls(context=ssl.create_default_context())\n    server.login(user, password)\n",
    },
    {
      language: 'python',
      text: "import imaplib\n\nmailbox = imaplib.IMAP4_SSL('mail.internal')\n",
      fixed:
        "import ssl\nimport imaplib\n\nmailbox = imaplib.IMAP4_SSL('mail.internal', ssl_context=ssl.create_default_context())\n",
    },
  ],
  valid: [
    {
      language: 'python',
      text: "import smtplib\nimport ssl\n\nserver = smtplib.SMTP_SSL('mail.internal', context=ssl.create_default_context())\n",
    },
  ],
};

export const rule = defineRule({
  id: 'python/mail-client-without-context',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: [
    'https://docs.python.org/3/library/smtplib.html#smtplib.SMTP.starttls',
    'https://github.com/python/cpython/issues/91826',
    'CWE-295',
  ],
  messages: {
    found:
      '{name} verifies nobody without a context: anyone on the way can read the password. Pass {keyword}=ssl.create_default_context().',
  },
  *check({ observation }, { uri }) {
    const { code, span, data } = observation;
    if (code !== 'python/mail-client-without-context') return;
    yield {
      span,
      message: 'found',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Verify the server'), 'suggestion'),
    };
  },
});
