import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report client sockets that are wrapped without the name of their server.',
  why: 'The name is what the certificate is compared with, and what the server chooses its certificate by (SNI). With the name check on, Python refuses to wrap a socket without it; `wrap_bio` does not refuse, and checks no name.',
  exceptions: 'A context whose name check is off, or may be; that is `tls/no-disabled-hostname-check`.',
  invalid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\nwith socket.create_connection(('db.internal', 5433)) as sock:\n    with context.wrap_socket(sock) as tls:\n        tls.sendall(b'hello')\n",
      fixed:
        "import ssl\n\ncontext = ssl.create_default_context()\nwith socket.create_connection(('db.internal', 5433)) as sock:\n    with context.wrap_socket(sock, server_hostname='db.internal') as tls:\n        tls.sendall(b'hello')\n",
    },
  ],
  valid: [
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ntls = context.wrap_bio(incoming, outgoing, server_hostname=host)\n',
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ntls = context.wrap_socket(sock, server_hostname=host)\n',
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\ntls = context.wrap_socket(sock, server_side=True)\n',
    },
  ],
};

export const rule = defineRule({
  id: 'python/missing-server-hostname',
  subject: 'observation',
  severity: 'error',
  since: '0.1.0',
  references: ['https://docs.python.org/3/library/ssl.html#ssl.SSLContext.wrap_socket', 'RFC 9525', 'RFC 6066, 3'],
  messages: {
    socket:
      'No server_hostname: Python refuses to wrap the socket, for it has no name to compare the certificate with. Pass the name of the host.',
    bio: 'No server_hostname: Python compares no name with the certificate then, and any certificate of a trusted CA is accepted. Pass the name of the host.',
  },
  *check({ observation }, { uri }) {
    const { code, form, span } = observation;
    if (code !== 'python/missing-server-hostname') return;
    yield {
      span,
      message: form === 'bio' ? 'bio' : 'socket',
      proposals: repair(observation, uri, message('Pass the name of the host'), 'automatic'),
    };
  },
});
