import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow `check_hostname` on contexts of servers.',
  why: 'Only clients know which name to expect. A server whose context checks names fails every handshake with “check_hostname requires server_hostname”; whether a client is let in is decided by `verify_mode` and the CA.',
  invalid: [
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\ncontext.verify_mode = ssl.CERT_REQUIRED\ncontext.check_hostname = True\n',
      fixed:
        'import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\ncontext.verify_mode = ssl.CERT_REQUIRED\n',
    },
  ],
  valid: [
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\ncontext.verify_mode = ssl.CERT_REQUIRED\ncontext.check_hostname = False\n',
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.check_hostname = True\n',
    },
  ],
};

export const rule = defineRule({
  id: 'python/server-check-hostname',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['https://docs.python.org/3/library/ssl.html#ssl.SSLContext.check_hostname'],
  messages: {
    found:
      'A server has no name to check: with this, every handshake fails (“check_hostname requires server_hostname”). Remove it.',
  },
  *check({ observation }, { uri }) {
    const { code, span } = observation;
    if (code !== 'python/server-check-hostname') return;
    yield {
      span,
      message: 'found',
      proposals: repair(observation, uri, message('Remove the name check of the server'), 'automatic'),
    };
  },
});
