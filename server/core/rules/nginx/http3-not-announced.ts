import { message } from '../../base/message.ts';
import { levelsOf, valueAt } from '../../config/nginx/configuration.ts';
import { insertAfter } from '../../config/nginx/edits.ts';
import { find } from '../../config/nginx/level.ts';
import { includesOnlyTables } from '../../config/nginx/mentions.ts';
import { listens } from '../../config/nginx/read.ts';
import { quicServers } from '../../config/nginx/sockets.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isOn } from '../../config/nginx/values.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Suggest the header Alt-Svc where a server speaks HTTP/3.',
  why: 'A browser comes over TCP first and learns from Alt-Svc that there is HTTP/3; without the header hardly anyone uses it.',
  exceptions: 'A name with an HTTPS record in DNS that says alpn=h3 (RFC 9460).',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 quic;\n    listen 443 ssl;\n    root /srv/a;\n}\n',
      fixed:
        'server {\n    listen 443 quic;\n    listen 443 ssl;\n    add_header Alt-Svc \'h3=":443"; ma=86400\';\n    root /srv/a;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 quic default_server;\n    listen 443 ssl default_server;\n    ssl_reject_handshake on;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 quic;\n    listen 443 ssl;\n    location / {\n        add_header Alt-Svc \'h3=":443"; ma=86400\';\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/http3-not-announced',
  subject: 'nginx-configuration',
  severity: 'hint',
  since: '0.1.0',
  references: ['RFC 9114, 3.1.1', 'RFC 7838', 'https://nginx.org/en/docs/quic.html'],
  messages: { silent: 'Browsers are not told that there is HTTP/3 here. Send the header Alt-Svc.' },
  *check({ configuration }, { uri }) {
    for (const { server, quic } of quicServers(configuration.root)) {
      if (!includesOnlyTables(server)) continue;
      // It answers nobody.
      if (isOn(valueAt(server, 'ssl_reject_handshake'))) continue;
      const headers = [
        ...[...levelsOf(server)].flatMap((level) => [
          ...(level.own.get('add_header') ?? []),
          ...(level.own.get('more_set_headers') ?? []),
        ]),
        ...(find(server, 'add_header')?.directives ?? []),
      ];
      if (headers.some(({ args }) => args.some(({ value }) => /^alt-svc/i.test(value)))) continue;
      const port = /(?<!\d)(\d+)$/.exec(quic.args[0]?.value ?? '')?.[1] ?? '443';
      const last = listens(server).at(-1) ?? quic;
      // The first add_header of a level takes the inherited ones away.
      const edit =
        find(server, 'add_header') || [...levelsOf(server)].some((level) => level.own.has('add_header'))
          ? undefined
          : insertAfter(configuration.text, last, [`add_header Alt-Svc 'h3=":${port}"; ma=86400';`]);
      yield {
        span: headSpan(quic),
        message: 'silent',
        proposals: edit ? [{ title: message('Announce HTTP/3'), kind: 'suggestion', edits: [{ ...edit, uri }] }] : [],
      };
    }
  },
});
