import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report TLS contexts that are made for one side and used on the other.',
  why: "The purpose is the peer's: CLIENT_AUTH makes a context for servers, SERVER_AUTH one for clients. Python 3.10 and later refuse the wrong one when the socket is wrapped; before, a client with a server's context connected without verifying anybody.",
  exceptions: 'A context that is used on both sides, or on one that depends on a variable.',
  invalid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\nwith context.wrap_socket(sock, server_hostname='db.internal') as tls:\n    tls.sendall(b'hello')\n",
      fixed:
        "import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)\nwith context.wrap_socket(sock, server_hostname='db.internal') as tls:\n    tls.sendall(b'hello')\n",
    },
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\ncontext.load_cert_chain('server.pem', 'server.key')\nlistener = context.wrap_socket(listener, server_side=True)\n",
      fixed:
        "import ssl\n\ncontext = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\ncontext.load_cert_chain('server.pem', 'server.key')\nlistener = context.wrap_socket(listener, server_side=True)\n",
    },
  ],
  valid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\nwith context.wrap_socket(sock, server_hostname='db.internal') as tls:\n    tls.sendall(b'hello')\n",
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\nlistener = context.wrap_socket(listener, server_side=True)\n',
    },
  ],
};

export const rule = defineRule({
  id: 'python/purpose-mismatch',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['https://docs.python.org/3/library/ssl.html#ssl.create_default_context', 'CWE-295'],
  messages: {
    client:
      'This context is made for servers and used by a client: Python 3.10 and later refuse it, earlier ones verify nobody. Make it with {name}.',
    server:
      'This context is made for clients and used by a server, which fails when a socket is wrapped. Make it with {name}.',
  },
  *check({ observation }, { uri }) {
    const { code, span, form, data } = observation;
    if (code !== 'python/purpose-mismatch') return;
    yield {
      span,
      message: form === 'client' ? 'client' : 'server',
      ...(data && { data }),
      proposals: repair(observation, uri, message('Make it for the side that uses it'), 'automatic'),
    };
  },
});
