import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report words for false that switch nothing off.',
  why: 'Only the boolean `false` switches verification off, and only `0` does in `NODE_TLS_REJECT_UNAUTHORIZED`. A string does neither: the program verifies, which somebody did not expect.',
  invalid: [
    {
      language: 'javascript',
      text: "const https = require('node:https');\nhttps.get({ host: 'db.internal', rejectUnauthorized: 'false' });\n",
      fixed: "const https = require('node:https');\nhttps.get({ host: 'db.internal', rejectUnauthorized: true });\n",
    },
    {
      language: 'javascript',
      text: 'process.env.NODE_TLS_REJECT_UNAUTHORIZED = false;\nstart();\n',
      fixed: 'start();\n',
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const https = require('node:https');\nhttps.get({ host: 'db.internal', rejectUnauthorized: true });\n",
    },
    {
      language: 'javascript',
      text: "const https = require('node:https');\nhttps.get({ host: 'db.internal', rejectUnauthorized: null });\n",
    },
  ],
};

export const rule = defineRule({
  id: 'javascript/string-is-not-false',
  subject: 'observation',
  severity: 'information',
  since: '0.1.0',
  references: [
    'https://nodejs.org/api/tls.html#tlsconnectoptions-callback',
    'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue',
  ],
  messages: {
    option: '{value} is a string, and only the boolean false switches verification off: this verifies.',
    environment:
      'Only 0 switches verification off in NODE_TLS_REJECT_UNAUTHORIZED: with {value}, everything is verified.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'javascript/string-is-not-false') return;
    yield {
      span,
      message: form === 'option' ? 'option' : 'environment',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Say what it does'), 'automatic'),
    };
  },
});
