import { message } from '../../base/message.ts';
import { levelsOf, serversOf, subsystemOf } from '../../config/nginx/configuration.ts';
import { insertAfter } from '../../config/nginx/edits.ts';
import { find, type Level } from '../../config/nginx/level.ts';
import { includesOnlyTables, mentions } from '../../config/nginx/mentions.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isOn } from '../../config/nginx/values.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require that the application is told of TLS 1.3 early data.',
  why: 'Whoever records a request sent as early data (0-RTT) can send it again, and again: an order or a payment is made twice. The application can answer 425 (Too Early) only if nginx tells it with the header Early-Data.',
  exceptions: 'A server of files alone, where a request changes nothing.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    location / {\n        proxy_pass http://127.0.0.1:8080;\n    }\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    location / {\n        proxy_pass http://127.0.0.1:8080;\n        proxy_set_header Early-Data $ssl_early_data;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    location / {\n        proxy_set_header Early-Data $ssl_early_data;\n        proxy_pass http://127.0.0.1:8080;\n    }\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    root /srv/files;\n}\n' },
  ],
};

const passes = ['proxy_pass', 'fastcgi_pass', 'uwsgi_pass', 'scgi_pass', 'grpc_pass'];

export const rule = defineRule({
  id: 'nginx/early-data-without-guard',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8470', 'RFC 8446, 8', 'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_early_data'],
  messages: {
    unguarded:
      'Requests sent as early data can be replayed, and the application is not told. Pass $ssl_early_data on in the header Early-Data, or refuse such requests.',
  },
  *check({ configuration }, { uri }) {
    const told = new Set<number>();
    for (const server of serversOf(configuration)) {
      const directive = find(server, 'ssl_early_data')?.directives.at(-1);
      if (subsystemOf(server) !== 'http' || !directive || !isOn(directive.args[0])) continue;
      if (mentions(server, 'ssl_early_data') || !includesOnlyTables(server)) continue;
      const dynamic = [...levelsOf(server)].filter(({ own }) => passes.some((name) => own.has(name)));
      if (dynamic.length === 0 || told.has(directive.span.start)) continue;
      told.add(directive.span.start);
      const edits = dynamic.flatMap((level) => headerEdit(configuration.text, level) ?? []);
      yield {
        span: headSpan(directive),
        message: 'unguarded',
        proposals:
          edits.length === dynamic.length
            ? [
                {
                  title: message('Tell the application'),
                  kind: 'suggestion',
                  edits: edits.map((edit) => ({ ...edit, uri })),
                },
              ]
            : [],
      };
    }
  },
});

function headerEdit(text: string, level: Level) {
  const pass = level.own.get('proxy_pass')?.[0];
  const own = level.own.get('proxy_set_header')?.at(-1);
  // The first of its own would take the inherited ones away; if blocks take none.
  if (!pass || (!own && find(level, 'proxy_set_header')) || level.block?.name.value !== 'location') return undefined;
  return insertAfter(text, own ?? pass, ['proxy_set_header Early-Data $ssl_early_data;']);
}
