import { message } from '../../base/message.ts';
import { find } from '../../config/nginx/level.ts';
import { quicServers } from '../../config/nginx/sockets.ts';
import { isTemplate } from '../../config/nginx/templates.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require TLS 1.3 where a server listens for QUIC.',
  why: 'QUIC is built on TLS 1.3 (RFC 9001): with ssl_protocols that leave it out nginx does not start.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 quic;\n    listen 443 ssl;\n    ssl_protocols TLSv1.2;\n    add_header Alt-Svc \'h3=":443"; ma=86400\';\n}\n',
      fixed:
        'server {\n    listen 443 quic;\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n    add_header Alt-Svc \'h3=":443"; ma=86400\';\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 quic;\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n    add_header Alt-Svc \'h3=":443"; ma=86400\';\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/quic-without-tls13',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 9001, 4.2', 'https://nginx.org/en/docs/quic.html'],
  messages: { missing: 'QUIC needs TLSv1.3: nginx does not start without it in ssl_protocols. Add it.' },
  *check({ configuration }, { uri }) {
    for (const { server } of quicServers(configuration.root)) {
      const protocols = find(server, 'ssl_protocols')?.directives ?? [];
      const words = protocols.flatMap(({ args }) => args);
      const last = words.at(-1);
      const directive = protocols.at(-1);
      if (!last || !directive || words.some(({ value }) => /^tlsv1\.3$/i.test(value) || isTemplate(value))) continue;
      const at = last.span.end;
      yield {
        span: headSpan(directive),
        message: 'missing',
        proposals: [
          {
            title: message('Add {version}', { version: 'TLSv1.3' }),
            kind: 'automatic',
            edits: [{ uri, span: { start: at, end: at }, text: ' TLSv1.3' }],
          },
        ],
      };
    }
  },
});
