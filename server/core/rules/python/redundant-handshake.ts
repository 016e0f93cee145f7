import { message } from '../../base/message.ts';
import { repair } from '../../lint/repair.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report handshakes that have been done already.',
  why: 'A wrapped socket does the handshake when it connects, or at once where it is connected (`do_handshake_on_connect`). Calling `do_handshake` again does nothing but hide where errors come from.',
  exceptions: 'Sockets that do not block, and handshakes after asking for a client certificate later.',
  invalid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ntls = context.wrap_socket(sock, server_hostname='db.internal')\ntls.connect(('db.internal', 5433))\ntls.do_handshake()\n",
      fixed:
        "import ssl\n\ncontext = ssl.create_default_context()\ntls = context.wrap_socket(sock, server_hostname='db.internal')\ntls.connect(('db.internal', 5433))\n",
    },
  ],
  valid: [
    {
      language: 'python',
      text: "import ssl\n\ncontext = ssl.create_default_context()\ntls = context.wrap_socket(sock, server_hostname='db.internal', do_handshake_on_connect=False)\ntls.connect(('db.internal', 5433))\ntls.do_handshake()\n",
    },
  ],
};

export const rule = defineRule({
  id: 'python/redundant-handshake',
  subject: 'observation',
  severity: 'information',
  since: '0.1.0',
  references: ['https://docs.python.org/3/library/ssl.html#ssl.SSLSocket.do_handshake'],
  messages: {
    found: 'The handshake is done by then: wrapping a connected socket, or connecting a wrapped one, does it.',
  },
  *check({ observation }, { uri }) {
    const { code, span } = observation;
    if (code !== 'python/redundant-handshake') return;
    yield {
      span,
      message: 'found',
      proposals: repair(observation, uri, message('Remove the second handshake'), 'automatic'),
    };
  },
});
