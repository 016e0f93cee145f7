import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report functions that the `ssl` module no longer has.',
  why: 'The function `ssl.wrap_socket` verified nobody unless told to, and `ssl.match_hostname` was easily forgotten; both are gone since Python 3.12, where the call raises AttributeError. A context does what they did, and checks.',
  exceptions: 'Calls that first look whether the function is there.',
  invalid: [
    {
      language: 'python',
      text: "import ssl\n\ntls = ssl.wrap_socket(sock, cert_reqs=ssl.CERT_REQUIRED, ca_certs='ca.pem')\n",
    },
    { language: 'python', text: "import ssl\n\nssl.match_hostname(tls.getpeercert(), 'db.internal')\n" },
  ],
  valid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ntls = context.wrap_socket(sock, server_hostname='db.internal')\n",
    },
    {
      language: 'python',
      text: "import ssl\n\nif hasattr(ssl, 'wrap_socket'):\n    tls = ssl.wrap_socket(sock, cert_reqs=ssl.CERT_REQUIRED, ca_certs='ca.pem')\n",
    },
  ],
};

export const rule = defineRule({
  id: 'python/removed-api',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['https://docs.python.org/3/whatsnew/3.12.html#ssl', 'CWE-295'],
  messages: {
    wrap_socket:
      '{name} was removed in Python {version}. Use the wrap_socket of a context that ssl.create_default_context() makes.',
    match_hostname:
      '{name} was removed in Python {version}. A context with check_hostname compares the name by itself.',
    other: '{name} was removed in Python {version}. Use os.urandom() for random bytes.',
  },
  *check({ observation }) {
    const { code, span, form, data } = observation;
    if (code !== 'python/removed-api') return;
    yield {
      span,
      message: form === 'wrap_socket' ? 'wrap_socket' : form === 'match_hostname' ? 'match_hostname' : 'other',
      ...(data && { data }),
    };
  },
});
