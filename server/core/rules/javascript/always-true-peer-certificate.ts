import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow conditions that only ask whether there is a peer certificate.',
  why: 'Without a certificate, `getPeerCertificate()` gives an empty object, which counts as true, and it gives the certificate of a peer that was not verified as well. Whether the peer was verified is in `authorized`.',
  exceptions: 'Programs that look into the certificate, or at `authorized`, as well.',
  invalid: [
    {
      language: 'javascript',
      text: "const tls = require('node:tls');\n\nfunction isKnown(request) {\n  if (request.socket.getPeerCertificate()) return true;\n  return false;\n}\n",
      fixed:
        "const tls = require('node:tls');\n\nfunction isKnown(request) {\n  if (request.socket.authorized) return true;\n  return false;\n}\n",
    },
    {
      language: 'javascript',
      text: 'app.use((request, response, next) => {\n  const certificate = request.socket.getPeerCertificate();\n  if (!certificate) return response.status(401).end();\n  next();\n});\n',
      fixed:
        'app.use((request, response, next) => {\n  const certificate = request.socket.getPeerCertificate();\n  if (!request.socket.authorized) return response.status(401).end();\n  next();\n});\n',
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: 'app.use((request, response, next) => {\n  if (!request.socket.authorized) return response.status(401).end();\n  const certificate = request.socket.getPeerCertificate();\n  if (!certificate) return response.status(401).end();\n  next();\n});\n',
    },
    {
      language: 'javascript',
      text: 'const certificate = socket.getPeerCertificate();\nif (!certificate || Object.keys(certificate).length === 0) socket.destroy();\n',
    },
  ],
};

export const rule = defineRule({
  id: 'javascript/always-true-peer-certificate',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nodejs.org/api/tls.html#tlssocketgetpeercertificatedetailed', 'CWE-287'],
  messages: {
    found:
      'This is true for every client: without a certificate, getPeerCertificate() gives an empty object. Ask socket.authorized.',
  },
  *check({ observation }, { uri }) {
    const { code, span } = observation;
    if (code !== 'javascript/always-true-peer-certificate') return;
    yield {
      span,
      message: 'found',
      proposals: repair(observation, uri, message('Ask whether the peer was verified'), 'suggestion'),
    };
  },
});
