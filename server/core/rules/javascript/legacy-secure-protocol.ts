import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow choosing protocol versions with `secureProtocol`.',
  why: "The methods of OpenSSL's old interface pin one version, or drop the lower bound that Node.js has of itself: `SSLv23_method` speaks nothing but TLS 1.2, `TLS_method` allows TLS 1.0 again. `minVersion` says what is meant.",
  exceptions: 'Methods of versions that are too old are reported by `tls/no-deprecated-protocol`.',
  invalid: [
    {
      language: 'javascript',
      text: "const https = require('node:https');\nnew https.Agent({ secureProtocol: 'TLSv1_2_method' });\n",
      fixed: "const https = require('node:https');\nnew https.Agent({ minVersion: 'TLSv1.2' });\n",
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "const https = require('node:https');\nnew https.Agent({ minVersion: 'TLSv1.2' });\n",
    },
  ],
};

export const rule = defineRule({
  id: 'javascript/legacy-secure-protocol',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions', 'RFC 9325, 3.1.1'],
  messages: {
    capped: '{method} speaks TLS 1.2 and nothing newer. Use minVersion.',
    floor: '{method} takes away the lower bound of TLS 1.2. Use minVersion.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'javascript/legacy-secure-protocol') return;
    yield {
      span,
      message: form === 'capped' ? 'capped' : 'floor',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Say the lowest version with minVersion'), 'automatic'),
    };
  },
});
