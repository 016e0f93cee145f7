import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow assigning to `options` what should be added.',
  why: 'An assignment clears the options that are there, among them those that keep SSL 3.0, compression and renegotiation off.',
  invalid: [
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.options = ssl.OP_NO_TICKET\n',
      fixed: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.options |= ssl.OP_NO_TICKET\n',
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.options = 0\n',
      fixed: 'import ssl\n\ncontext = ssl.create_default_context()\n',
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.options &= ~ssl.OP_NO_TLSv1\n',
      fixed: 'import ssl\n\ncontext = ssl.create_default_context()\n',
    },
  ],
  valid: [
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.options &= ~ssl.OP_NO_TLSv1_3\n',
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.options |= ssl.OP_NO_TICKET\n',
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.options &= ~ssl.OP_NO_TICKET\n',
    },
  ],
};

export const rule = defineRule({
  id: 'python/options-cleared',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://docs.python.org/3/library/ssl.html#ssl.SSLContext.options'],
  messages: {
    versions: '{flag} is taken away, and with it what kept that version out. Leave it.',
    zero: 'This clears all options, also those that keep SSL 3.0 and compression off. Remove it.',
    assigned:
      'This clears all other options, also those that keep SSL 3.0 and compression off. Add {flag} with |= instead.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'python/options-cleared') return;
    yield {
      span,
      message: form === 'zero' ? 'zero' : form === 'versions' ? 'versions' : 'assigned',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Keep the other options'), 'automatic'),
    };
  },
});
