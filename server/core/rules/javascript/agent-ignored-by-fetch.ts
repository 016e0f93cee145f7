import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report TLS options that fetch ignores.',
  why: 'The fetch of Node.js knows no agent and no TLS options; it drops them without a word, and the CA or the client certificate is missing from the connection. It takes a `dispatcher`: an Agent of undici with the options under `connect`.',
  exceptions: 'Files that put another fetch in its place.',
  invalid: [
    {
      language: 'javascript',
      text: "const https = require('node:https');\nawait fetch('https://db.internal/', { agent: new https.Agent({ ca }) });\n",
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const { Agent } = require('undici');\nawait fetch('https://db.internal/', { dispatcher: new Agent({ connect: { ca } }) });\n",
    },
    {
      language: 'javascript',
      text: "const https = require('node:https');\nconst fetch = require('node-fetch');\nawait fetch('https://db.internal/', { agent: new https.Agent({ ca }) });\n",
    },
  ],
};

export const rule = defineRule({
  id: 'javascript/agent-ignored-by-fetch',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://undici.nodejs.org/#/docs/api/Dispatcher', 'https://nodejs.org/api/globals.html#fetch'],
  messages: { found: 'fetch ignores {option}. Pass a dispatcher instead: new Agent({ connect: { … } }) of undici.' },
  *check({ observation }) {
    const { code, span, data } = observation;
    if (code !== 'javascript/agent-ignored-by-fetch') return;
    yield { span, message: 'found', ...(data && { data }) };
  },
});
