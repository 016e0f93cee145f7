import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow paths where the text of a file is expected.',
  why: 'Node.js wants the content of the file. A path as `ca` is no error: it is a list of no certificates, and every peer is refused; as `cert` or `key` it throws.',
  exceptions: 'Libraries and tools that read the file themselves; only functions that want its text are looked at.',
  invalid: [
    {
      language: 'javascript',
      text: "const fs = require('node:fs');\nconst tls = require('node:tls');\ntls.connect({ host: 'db.internal', ca: 'certs/ca.pem' });\n",
      fixed:
        "const fs = require('node:fs');\nconst tls = require('node:tls');\ntls.connect({ host: 'db.internal', ca: fs.readFileSync('certs/ca.pem') });\n",
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const fs = require('node:fs');\nconst tls = require('node:tls');\ntls.connect({ host: 'db.internal', ca: fs.readFileSync('certs/ca.pem') });\n",
      files: { 'certs/ca.pem': 'ca' },
    },
    { language: 'javascript', text: "require('node:tls').connect({ host: 'db.internal', ca: process.env.CA });\n" },
  ],
};

export const rule = defineRule({
  id: 'javascript/path-instead-of-pem',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions'],
  messages: {
    anchors:
      'This is a path, and the text of the file is expected: nothing is trusted, and every connection fails. Read the file.',
    other: 'This is a path, and `{option}` expects the text of the file. Read the file.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'javascript/path-instead-of-pem') return;
    yield {
      span,
      message: form === 'anchors' ? 'anchors' : 'other',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Read the file'), 'automatic'),
    };
  },
});
