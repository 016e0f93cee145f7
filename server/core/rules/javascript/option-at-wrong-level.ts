import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report TLS options in a place where their library does not look.',
  why: 'Each library has its own place for TLS options. Those beside it are dropped without a word: a CA or a client certificate is missing from the connection, and node-redis with `tls` at the top speaks without TLS at all.',
  invalid: [
    {
      language: 'javascript',
      text: "const { createClient } = require('redis');\nconst client = createClient({ tls: { ca } });\n",
      fixed:
        "const { createClient } = require('redis');\nconst client = createClient({ socket: { tls: true, ca } });\n",
    },
    {
      language: 'javascript',
      text: "const { Agent } = require('undici');\nconst agent = new Agent({ ca });\n",
      fixed: "const { Agent } = require('undici');\nconst agent = new Agent({ connect: { ca } });\n",
    },
    {
      language: 'javascript',
      text: "const axios = require('axios');\nawait axios.get('https://db.internal/', { ca });\n",
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const { createClient } = require('redis');\nconst client = createClient({ socket: { tls: true, ca } });\n",
    },
    {
      language: 'javascript',
      text: "const https = require('node:https');\nconst axios = require('axios');\nawait axios.get('https://db.internal/', { httpsAgent: new https.Agent({ ca }) });\n",
    },
  ],
};

export const rule = defineRule({
  id: 'javascript/option-at-wrong-level',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: [
    'https://github.com/sindresorhus/got/blob/main/documentation/5-https.md',
    'https://axios-http.com/docs/req_config',
    'https://undici.nodejs.org/#/docs/api/Client',
    'https://github.com/redis/node-redis/blob/master/docs/client-configuration.md',
  ],
  messages: { found: '{module} does not look at {option} here. It belongs in {right}.' },
  *check({ observation }, { uri }) {
    const { code, span, data } = observation;
    if (code !== 'javascript/option-at-wrong-level') return;
    yield {
      span,
      message: 'found',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Move it to where it counts'), 'suggestion'),
    };
  },
});
