import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { subsystemOf } from '../../config/nginx/configuration.ts';
import type { Level } from '../../config/nginx/level.ts';
import { addressOf, isTlsListen, listens } from '../../config/nginx/read.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Suggest writing ssl in every listen of one socket.',
  why: 'A socket speaks TLS for all of its servers as soon as one of them says ssl. A server that does not say so itself looks like plain text to its readers, and is served over TLS all the same; take the other server away, and it speaks plain text.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    server_name a.example;\n}\nserver {\n    listen 443;\n    server_name b.example;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    server_name a.example;\n}\nserver {\n    listen 443 ssl;\n    server_name b.example;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    server_name a.example;\n}\nserver {\n    listen 8443;\n    server_name b.example;\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/inconsistent-listen',
  subject: 'nginx-configuration',
  severity: 'information',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_core_module.html#listen'],
  messages: {
    other: 'Another server makes {address} speak TLS: this one is served over TLS too. Write ssl here as well.',
  },
  *check({ configuration }, { uri }) {
    const plain = plainListens(configuration.root);
    if (plain.length === 0) return;
    const encrypted = new Map<string, Directive>();
    for (const { listen, socket } of encryptedListens(configuration.root)) {
      if (!encrypted.has(socket)) encrypted.set(socket, listen);
    }
    for (const { listen, socket } of plain) {
      const address = listen.args[0];
      const other = encrypted.get(socket);
      if (!address || !other) continue;
      const at = address.span.end;
      yield {
        span: headSpan(listen),
        message: 'other',
        data: { address: address.value },
        related: [{ uri, span: headSpan(other), message: message('ssl is said here.') }],
        proposals: [
          {
            title: message('Add ssl to listen'),
            kind: 'automatic',
            edits: [{ uri, span: span(at, at), text: ' ssl' }],
          },
        ],
      };
    }
  },
});

interface Listen {
  readonly listen: Directive;
  readonly socket: string;
}

const plainListens = listensThat((listen) => !isTlsListen(listen));
const encryptedListens = listensThat(({ args }) => args.some(({ value }) => value === 'ssl'));

function listensThat(are: (listen: Directive) => boolean): (root: Level) => readonly Listen[] {
  const inServer = (server: Level): Listen[] =>
    server.kind === 'server' && subsystemOf(server) === 'http'
      ? listens(server)
          .filter(are)
          .map((listen) => ({ listen, socket: addressOf(listen) }))
      : [];
  return factsOfBlocks((levels) => levels.flatMap(inServer), ['listen']);
}
