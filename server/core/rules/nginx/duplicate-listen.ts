import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { subsystemOf } from '../../config/nginx/configuration.ts';
import type { Level } from '../../config/nginx/level.ts';
import { listens } from '../../config/nginx/read.ts';
import { socketOf } from '../../config/nginx/repeats.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import type { Word } from '../../config/nginx/tokens.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const two = (more: string, other: string): string =>
  `http {\n    server {\n        listen 443 ssl${more};\n        server_name a.example;\n        ssl_reject_handshake on;\n    }\n    server {\n        listen 443 ssl${other};\n        server_name b.example;\n        ssl_reject_handshake on;\n    }\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report sockets with two default servers, and options of a socket that two servers give.',
  why: 'A socket has one default server, and its own options (reuseport, backlog, ipv6only and the like) are given by one of the servers that share it. With a second nginx does not start: "a duplicate default server", "duplicate listen options".',
  invalid: [
    { language: 'nginx', text: two(' default_server', ' default_server'), fixed: two(' default_server', '') },
    { language: 'nginx', text: two(' reuseport', ' reuseport'), fixed: two(' reuseport', '') },
  ],
  valid: [{ language: 'nginx', text: two(' default_server reuseport', '') }],
};

const isDefault = /^default(?:_server)?$/;
/** Those that make nginx bind the socket by itself (ngx_http_core_listen). */
const isOption =
  /^(?:bind|deferred|reuseport|multipath|ipv6only=.*|(?:setfib|fastopen|backlog|rcvbuf|sndbuf|accept_filter|so_keepalive)=.*)$/;

export const rule = defineRule({
  id: 'nginx/duplicate-listen',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_core_module.html#listen'],
  messages: {
    default: 'Another server is the default of {socket} already: nginx does not start with two. Remove {word} here.',
    option: 'Another server gives options of the socket {socket} already: nginx does not start. Remove {word} here.',
  },
  *check({ configuration }, { uri }) {
    if (!configuration.isCertain) return;
    const known = { default: new Map<string, Given>(), option: new Map<string, Given>() };
    for (const { server, listen, socket, kind, words } of claimsIn(configuration.root)) {
      const [word] = words;
      if (!word) continue;
      const earlier = known[kind].get(socket);
      if (!earlier) known[kind].set(socket, { server, word });
      // Twice in one server is another fault.
      if (!earlier || earlier.server === server) continue;
      yield {
        span: word.span,
        message: kind,
        data: { socket: listen.args[0]?.value ?? '', word: words.map(({ value }) => value).join(' ') },
        related: [{ uri, span: earlier.word.span, message: message('The other one is here.') }],
        proposals: [
          {
            title: message('Remove {name}', { name: words.map(({ value }) => value).join(' ') }),
            kind: 'automatic',
            edits: words.map((each) => ({ uri, span: withSpace(configuration.text, each), text: '' })),
          },
        ],
      };
    }
  },
});

/** What one server alone may say of a socket. */
const claimsIn = factsOfBlocks(
  (levels) =>
    levels.flatMap((server) =>
      (server.kind === 'server' && subsystemOf(server) === 'http' ? listens(server) : []).flatMap((listen) => {
        const socket = socketOf(listen);
        if (socket === undefined || listen.args.some(({ value }) => isTemplate(value))) return [];
        return [['default', isDefault] as const, ['option', isOption] as const].flatMap(([kind, pattern]) => {
          const words = listen.args.slice(1).filter(({ value }) => pattern.test(value));
          return words.length > 0 ? [{ server, listen, socket, kind, words }] : [];
        });
      }),
    ),
  ['listen'],
);

interface Given {
  readonly server: Level;
  readonly word: Word;
}

function withSpace(text: string, { span: { start, end } }: Word) {
  let from = start;
  while (from > 0 && /[ \t]/.test(text.charAt(from - 1))) from--;
  return span(from, end);
}
