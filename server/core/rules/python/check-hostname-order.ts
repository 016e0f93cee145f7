import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report verification that is switched off while names are checked.',
  why: 'Switching verification off raises ValueError while `check_hostname` is on. What looks like it works with the two lines exchanged believes everybody: leave both on and name the CA.',
  invalid: [
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.verify_mode = ssl.CERT_NONE\ncontext.check_hostname = False\n',
      fixed: 'import ssl\n\ncontext = ssl.create_default_context()\n',
    },
  ],
  valid: [
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.check_hostname = False\ncontext.verify_mode = ssl.CERT_NONE\n',
    },
  ],
};

export const rule = defineRule({
  id: 'python/check-hostname-order',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['https://docs.python.org/3/library/ssl.html#ssl.SSLContext.verify_mode', 'CWE-295'],
  messages: {
    found:
      "This raises ValueError, for names are still checked. Rather than exchange the lines, leave verification on and trust the server's CA.",
  },
  *check({ observation }, { uri }) {
    const { code, span } = observation;
    if (code !== 'python/check-hostname-order') return;
    yield { span, message: 'found', proposals: repair(observation, uri, message('Turn verification on'), 'automatic') };
  },
});
