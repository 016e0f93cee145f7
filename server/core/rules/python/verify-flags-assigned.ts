import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow assigning to `verify_flags` what should be added.',
  why: 'An assignment clears the flags that are there: VERIFY_X509_TRUSTED_FIRST, and from Python 3.13 on the strict reading of RFC 5280 that `create_default_context` asks for.',
  exceptions: 'VERIFY_DEFAULT, which says that the others are to go.',
  invalid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.verify_flags = ssl.VERIFY_CRL_CHECK_LEAF\ncontext.load_verify_locations('crl.pem')\n",
      fixed:
        "import ssl\n\ncontext = ssl.create_default_context()\ncontext.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF\ncontext.load_verify_locations('crl.pem')\n",
    },
  ],
  valid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ncontext.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF\ncontext.load_verify_locations('crl.pem')\n",
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.verify_flags &= ~ssl.VERIFY_X509_STRICT\n',
    },
  ],
};

export const rule = defineRule({
  id: 'python/verify-flags-assigned',
  subject: 'observation',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://docs.python.org/3/library/ssl.html#ssl.SSLContext.verify_flags'],
  messages: {
    found: 'This clears all other flags, from Python 3.13 on also VERIFY_X509_STRICT. Add {flag} with |= instead.',
  },
  *check({ observation }, { uri }) {
    const { code, span, data } = observation;
    if (code !== 'python/verify-flags-assigned') return;
    yield {
      span,
      message: 'found',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Add the flag to the others'), 'automatic'),
    };
  },
});
