import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { listensWithTls, socketsOf, subsystemOf, valueAt } from '../../config/nginx/configuration.ts';
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
    const sharedBy = new Map<string, Shared>();
    for (const { server, socket, isDefault, certificate } of tlsSockets(configuration.root)) {
      const known = sharedBy.get(socket);
      const shared = known ?? { main: server, certificate, hasDefault: false, hasOthers: false };
      if (!known) sharedBy.set(socket, shared);
      if (certificate !== shared.certificate) shared.hasOthers = true;
      if (isDefault) shared.hasDefault = true;
    }
    for (const [socket, { main, hasDefault, hasOthers }] of sharedBy) {
      if (!main.block || told.has(main) || hasDefault || !hasOthers) continue;
      if (valueAt(main, 'ssl_reject_handshake') || !main.own.has('server_name')) continue;
      told.add(main);
      yield { span: main.block.name.span, message: 'first', data: { socket } };
    }
  },
});

interface Shared {
  /** The first that listens there. */
  readonly main: Level;
  readonly certificate: string | undefined;
  hasDefault: boolean;
  /** Whether another server there has another certificate. */
  hasOthers: boolean;
}

/** Each socket of each server. */
const tlsSockets = factsOfBlocks((levels) =>
  levels.flatMap((server) => {
    if (server.kind !== 'server' || subsystemOf(server) !== 'http' || !listensWithTls(server)) return [];
    const certificate = valueAt(server, 'ssl_certificate')?.value;
    return [...new Set(socketsOf(server))].map((socket) => {
      return { server, socket, isDefault: isExplicitDefault(server, socket), certificate };
    });
  }),
);
