import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { listensWithTls, socketsOf, subsystemOf, valueAt } from '../../config/nginx/configuration.ts';
import { find, type Level } from '../../config/nginx/level.ts';
import { addressOf, listens } from '../../config/nginx/read.ts';
import { defaultServersOf, isExplicitDefault } from '../../config/nginx/sockets.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isOff, isOn } from '../../config/nginx/values.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow servers with different client CAs on one socket without a default that refuses.',
  why: 'A client that sends no server name is verified with the client CA of the default server, and may then ask for any other server in the Host header: $ssl_client_verify says SUCCESS there, for a certificate of the wrong CA.',
  exceptions: 'A server that checks $ssl_client_i_dn itself.',
  invalid: [
    {
      language: 'nginx',
      text: 'http {\n    ssl_verify_client on;\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_client_certificate certs/ca.pem;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n        ssl_client_certificate certs/other.pem;\n    }\n}\n',
      fixed:
        'http {\n    ssl_verify_client on;\n    server {\n        listen 443 ssl default_server;\n        ssl_reject_handshake on;\n        ssl_verify_client off;\n    }\n\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_client_certificate certs/ca.pem;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n        ssl_client_certificate certs/other.pem;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca', 'certs/other.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 443 ssl default_server;\n        ssl_reject_handshake on;\n    }\n    server {\n        listen 443 ssl;\n        server_name a.example;\n        ssl_client_certificate certs/ca.pem;\n        ssl_verify_client on;\n    }\n    server {\n        listen 443 ssl;\n        server_name b.example;\n        ssl_client_certificate certs/other.pem;\n        ssl_verify_client on;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca', 'certs/other.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/mtls-vhost-confusion',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['CWE-295', 'CVE-2025-23048 (the same in Apache)'],
  messages: {
    other:
      'Clients of another CA get in here: without a server name they are verified with the client CA of the default server of {socket}. Give the socket a default server with ssl_reject_handshake on.',
  },
  *check({ configuration }, { uri }) {
    // In a template they may be alternatives.
    if (!configuration.isCertain) return;
    const { text } = configuration;
    const servers = httpServers(configuration.root);
    const defaultOf = defaultServersOf(servers);
    for (const server of verifyingServers(configuration.root)) {
      const own = find(server, 'ssl_client_certificate');
      if (!own) continue;
      for (const socket of socketsOf(server)) {
        const main = defaultOf(socket);
        if (!main || main === server || isOn(valueAt(main, 'ssl_reject_handshake')) || !asksForCertificates(main))
          continue;
        if (caOf(main) === caOf(server) || mentionsIssuer(server)) continue;
        const directive = own.directives.at(-1);
        if (!directive) continue;
        yield {
          span: own.level === server ? headSpan(directive) : (server.block?.name.span ?? headSpan(directive)),
          message: 'other',
          data: { socket },
          proposals: isExplicitDefault(main, socket) ? [] : [rejectingServer(text, servers, socketsOf(server), uri)],
        };
        break;
      }
    }
  },
});

const httpServers = factsOfBlocks((levels) =>
  levels.filter((level) => level.kind === 'server' && subsystemOf(level) === 'http' && !level.own.has('include')),
);

const verifyingServers = factsOfBlocks((levels) =>
  levels.filter(
    (level) =>
      level.kind === 'server' &&
      subsystemOf(level) === 'http' &&
      !level.own.has('include') &&
      find(level, 'ssl_client_certificate') !== undefined &&
      listensWithTls(level) &&
      asksForCertificates(level),
  ),
);

function asksForCertificates(server: Level): boolean {
  const value = valueAt(server, 'ssl_verify_client');
  return value !== undefined && !isOff(value);
}

function caOf(server: Level): string | undefined {
  return valueAt(server, 'ssl_client_certificate')?.value;
}

function mentionsIssuer(server: Level): boolean {
  return (server.own.get('if') ?? []).some(({ args }) => args.some(({ value }) => value.includes('ssl_client_i_dn')));
}

/** A new default server in front of the first one. */
function rejectingServer(text: string, servers: readonly Level[], sockets: readonly string[], uri: string): Proposal {
  return {
    title: message('Add a default server that refuses the handshake'),
    kind: 'suggestion',
    makeEdits: () => rejectingEdits(text, servers, sockets, uri),
  };
}

function rejectingEdits(
  text: string,
  servers: readonly Level[],
  sockets: readonly string[],
  uri: string,
): NonNullable<Proposal['edits']> {
  const first = servers[0]?.block;
  if (!first) return [];
  const at = first.span.start;
  const indent = /(?<![ \t])[ \t]*$/.exec(text.slice(0, at))?.[0] ?? '';
  const unit = indent === '' ? '    ' : indent;
  const shared = servers.flatMap(listens).filter((listen) => sockets.includes(addressOf(listen)));
  const addresses = new Set(shared.flatMap(({ args }) => args[0]?.value ?? []));
  const unique = new Map([...addresses].map((address) => [address.replace(/^(?:0\.0\.0\.0|\*):/, ''), address]));
  // Where it is inherited, nginx wants a CA for it.
  const outer = servers[0]?.parent;
  const off = outer && asksForCertificates(outer) ? `${indent}${unit}ssl_verify_client off;\n` : '';
  const lines = [...unique.values()].map((address) => `${indent}${unit}listen ${address} ssl default_server;\n`);
  const server = `server {\n${lines.join('')}${indent}${unit}ssl_reject_handshake on;\n${off}${indent}}\n\n${indent}`;
  return [{ uri, span: span(at, at), text: server }];
}
