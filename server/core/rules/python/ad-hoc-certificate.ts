import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report servers that make up a certificate at each start.',
  why: "With `ssl_context='adhoc'` Werkzeug signs a new certificate by itself each time. No client can verify it: whoever wants to get in has to switch verification off, and then anyone on the way can pose as the server.",
  exceptions: 'A server on a machine of one’s own, for as long as something is tried out.',
  invalid: [
    {
      language: 'python',
      text: "from flask import Flask\n\napp = Flask(__name__)\napp.run(ssl_context='adhoc')\n",
    },
  ],
  valid: [
    {
      language: 'python',
      text: "from flask import Flask\n\napp = Flask(__name__)\napp.run(ssl_context=('server.pem', 'server.key'))\n",
    },
  ],
};

export const rule = defineRule({
  id: 'python/ad-hoc-certificate',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://werkzeug.palletsprojects.com/en/stable/serving/#ssl', 'CWE-295'],
  messages: {
    found:
      'The certificate is made up at each start and signed by nobody: no client can verify it. Issue one with your own CA, and give its file and key.',
  },
  *check({ observation }) {
    const { code, span } = observation;
    if (code === 'python/ad-hoc-certificate') yield { span, message: 'found' };
  },
});
