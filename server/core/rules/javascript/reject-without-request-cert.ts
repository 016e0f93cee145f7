import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report servers that reject unauthorized clients without asking for a certificate.',
  why: 'A server asks for client certificates only with `requestCert: true`. Without it, `rejectUnauthorized` has nothing to reject, and everybody gets in.',
  invalid: [
    {
      language: 'javascript',
      text: "const https = require('node:https');\nhttps.createServer({ cert, key, ca, rejectUnauthorized: true });\n",
      fixed:
        "const https = require('node:https');\nhttps.createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true });\n",
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const https = require('node:https');\nhttps.createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true });\n",
    },
    {
      language: 'javascript',
      text: "const https = require('node:https');\nhttps.get({ host, ca, rejectUnauthorized: true });\n",
    },
  ],
};

export const rule = defineRule({
  id: 'javascript/reject-without-request-cert',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nodejs.org/api/tls.html#tlscreateserveroptions-secureconnectionlistener', 'CWE-287'],
  messages: {
    found: 'Nobody is rejected: without requestCert: true the server does not ask for a client certificate.',
  },
  *check({ observation }, { uri }) {
    const { code, span } = observation;
    if (code !== 'javascript/reject-without-request-cert') return;
    yield {
      span,
      message: 'found',
      proposals: repair(observation, uri, message('Ask for a client certificate'), 'suggestion'),
    };
  },
});
