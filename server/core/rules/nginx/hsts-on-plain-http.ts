import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { socketsOf, subsystemOf } from '../../config/nginx/configuration.ts';
import { remove } from '../../config/nginx/edits.ts';
import { hstsOf } from '../../config/nginx/headers.ts';
import { mentions } from '../../config/nginx/mentions.ts';
import { listens, tlsAddresses } from '../../config/nginx/read.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report Strict-Transport-Security in a server that speaks plain HTTP.',
  why: 'Browsers ignore the header in a plain answer, since anyone on the way could have put it there (RFC 6797, 8.1). It belongs into the HTTPS server; the plain one only redirects.',
  exceptions: 'A server behind something else that ends TLS on port 443 and passes answers on.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 80;\n    server_name a.example;\n    add_header Strict-Transport-Security "max-age=63072000" always;\n    return 301 https://a.example$request_uri;\n}\n',
      fixed: 'server {\n    listen 80;\n    server_name a.example;\n    return 301 https://a.example$request_uri;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 80;\n    server_name a.example;\n    more_set_headers "Strict-Transport-Security: max-age=63072000";\n    return 301 https://a.example$request_uri;\n}\n',
      fixed: 'server {\n    listen 80;\n    server_name a.example;\n    return 301 https://a.example$request_uri;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 80;\n    listen 443 ssl;\n    server_name a.example;\n    add_header Strict-Transport-Security "max-age=63072000" always;\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/hsts-on-plain-http',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 6797, 7.2', 'RFC 6797, 8.1'],
  messages: {
    ignored: 'Browsers ignore Strict-Transport-Security over plain HTTP. Send it from the HTTPS server.',
  },
  *check({ configuration }, { uri }) {
    const { root, text } = configuration;
    const encrypted = tlsAddresses(root);
    for (const server of serversWithHsts(root)) {
      if (socketsOf(server).some((socket) => encrypted.has(socket))) continue;
      // Something in front speaks TLS then.
      if (mentions(server, 'http_x_forwarded_proto') || server.own.has('set_real_ip_from')) continue;
      for (const level of [server, ...server.children]) {
        for (const { directive: header } of hstsOf(level)) {
          yield {
            span: headSpan(header),
            message: 'ignored',
            severity: encrypted.size > 0 || server.own.has('return') ? 'warning' : 'information',
            proposals:
              header.semicolon === undefined || (header.name.value !== 'add_header' && header.args.length > 1)
                ? []
                : [
                    {
                      title: message('Remove the header here'),
                      kind: 'automatic',
                      edits: [{ ...remove(text, header), uri }],
                    },
                  ],
          };
        }
      }
    }
  },
});

/** Of those that listen on port 80 alone. */
const serversWithHsts = factsOfBlocks(
  (levels) =>
    levels.filter(
      (level) =>
        level.kind === 'server' &&
        subsystemOf(level) === 'http' &&
        !level.own.has('include') &&
        socketsOf(level).every((socket) => /:80$/.test(socket)) &&
        listens(level).every(
          ({ args }) => !args.some(({ value }) => isTemplate(value) || value === 'proxy_protocol'),
        ) &&
        [level, ...level.children].some((below) => hstsOf(below).length > 0),
    ),
  ['add_header', 'more_set_headers'],
);
