import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { listensWithTls, serversOf, socketsOf, subsystemOf, valueAt } from '../../config/nginx/configuration.ts';
import type { Level } from '../../config/nginx/level.ts';
import { includesOnlyTables } from '../../config/nginx/mentions.ts';
import { isExplicitDefault } from '../../config/nginx/sockets.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Suggest a default server where several names share a socket.',
  why: 'A client that asks for a name none of the servers has, or for no name, gets the certificate and the content of the first server in the configuration: which one that is changes with the order of the files.',
  exceptions: 'A first server that is meant to answer for everything: say so with default_server.',
  invalid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_certificate certs/server.pem;\n        ssl_certificate_key certs/server.key;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n        ssl_certificate certs/second.pem;\n        ssl_certificate_key certs/server.key;\n    }\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key', 'certs/second.pem': 'server' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 443 ssl default_server;\n        ssl_reject_handshake on;\n    }\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_certificate certs/server.pem;\n        ssl_certificate_key certs/server.key;\n    }\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/no-default-reject',
  subject: 'nginx-configuration',
  severity: 'information',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/request_processing.html', 'RFC 6066, 3'],
  messages: {
    first:
      'Clients that ask {socket} for an unknown name get this server, only because it comes first. Add a server with listen … default_server and ssl_reject_handshake on, or mark this one default_server.',
  },
  *check({ configuration }) {
    // Servers of other files may be the default.
    if (!includesOnlyTables(configuration.root)) return;
    const told = new Set<Level>();
    for (const socket of undecidedSockets(tlsSockets(configuration.root))) {
      yield;
      const main = serversOf(configuration).find((server) => isTlsServer(server) && socketsOf(server).includes(socket));
      if (!main?.block || told.has(main)) continue;
      if (valueAt(main, 'ssl_reject_handshake') || !main.own.has('server_name')) continue;
      told.add(main);
      yield { span: main.block.name.span, message: 'first', data: { socket } };
    }
  },
});

/** Where servers with different certificates listen, and none is the default. */
function undecidedSockets(all: readonly string[]): readonly string[] {
  const certificates = new Map<string, Set<string>>();
  const decided = new Set<string>();
  for (const one of new Set(all)) {
    const [socket = '', isDefault, certificate = ''] = one.split('\n');
    if (isDefault !== '') decided.add(socket);
    certificates.set(socket, (certificates.get(socket) ?? new Set()).add(certificate));
  }
  return [...certificates].flatMap(([socket, { size }]) => (size > 1 && !decided.has(socket) ? [socket] : []));
}

function isTlsServer(server: Level): boolean {
  return server.kind === 'server' && subsystemOf(server) === 'http' && listensWithTls(server);
}

/** Each socket of each server, whether it is the default there, and its certificate. */
const tlsSockets = factsOfBlocks((levels) =>
  levels.filter(isTlsServer).flatMap((server) => {
    const certificate = valueAt(server, 'ssl_certificate')?.value ?? '';
    return [...new Set(socketsOf(server))].map((socket) => {
      return shared(`${socket}\n${isExplicitDefault(server, socket) ? 'default' : ''}\n${certificate}`);
    });
  }),
);

/** One string for all that say the same: of thousands, a look at a few dozen is enough. */
const strings = new Map<string, string>();
const mostStrings = 1_000;

function shared(text: string): string {
  const known = strings.get(text);
  if (known !== undefined) return known;
  if (strings.size >= mostStrings) strings.clear();
  strings.set(text, text);
  return text;
}
