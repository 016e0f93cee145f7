import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report identities taken from client certificates that nobody verified.',
  why: 'A server with `requestCert: true` and `rejectUnauthorized: false` lets every certificate in, also one that its client made for itself. What stands in it is known to be true only if `socket.authorized` is.',
  invalid: [
    {
      language: 'javascript',
      text: "const https = require('node:https');\nhttps.createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: false }, (request, response) => {\n  response.end(request.socket.getPeerCertificate().subject.CN);\n});\n",
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const https = require('node:https');\nhttps.createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: false }, (request, response) => {\n  if (!request.socket.authorized) return response.writeHead(401).end();\n  response.end(request.socket.getPeerCertificate().subject.CN);\n});\n",
    },
    {
      language: 'javascript',
      text: "const https = require('node:https');\nhttps.createServer({ cert, key, ca, requestCert: true }, (request, response) => {\n  response.end(request.socket.getPeerCertificate().subject.CN);\n});\n",
    },
  ],
};

export const rule = defineRule({
  id: 'javascript/authorized-not-checked',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nodejs.org/api/tls.html#tlscreateserveroptions-secureconnectionlistener', 'CWE-295'],
  messages: {
    found:
      "The name in this certificate can be anybody's: the server takes unverified ones, and nothing here looks at socket.authorized.",
  },
  *check({ observation }) {
    const { code, span } = observation;
    if (code !== 'javascript/authorized-not-checked') return;
    yield { span, message: 'found' };
  },
});
