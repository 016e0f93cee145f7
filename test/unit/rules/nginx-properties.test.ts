import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rules } from '../../../server/core/rules/index.ts';
import { analyseText } from '../../support/analyse-text.ts';

const pieces = [
  'http {',
  'server {',
  'location / {',
  'upstream app {',
  'stream {',
  'if ($ssl_client_verify = FAILED) {',
  '}',
  ';',
  '{',
  '"',
  "'",
  'listen 443 ssl http2;',
  'listen 443;',
  'listen',
  'listen;',
  'server_name a.example;',
  'server_name;',
  'ssl on;',
  'ssl_protocols TLSv1;',
  'ssl_protocols ;',
  'ssl_certificate a.pem;',
  'ssl_session_cache builtin;',
  'ssl_conf_command;',
  'ssl_conf_command Protocol;',
  'add_header Strict-Transport-Security',
  'add_header;',
  'proxy_set_header X $ssl_client_cert;',
  'proxy_set_header;',
  'proxy_pass https://app;',
  'proxy_pass;',
  'proxy_pass https://[::1',
  'proxy_ssl_verify on;',
  'ssl_verify_client optional;',
  'ssl_client_certificate ca.pem;',
  'include *;',
  'include;',
  'include "[";',
  `$${'{VAR}'}`,
  '{{ if .Values.a }}',
  '{% for a in b %}',
  'content_by_lua_block { local a = "}" }',
  '#',
  '\r\n',
  '\n',
  '\uFEFF',
  ' ',
  '\\',
  'constructor a;',
  '__proto__ {',
  'toString;',
  'ssl_protocl TLSv1.3;',
  '€',
];

const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' '));

test('no text makes a rule throw, and everything they say lies inside it', async () => {
  const ids = new Set(rules.map(({ id }) => id));
  let found = 0;
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const { findings } = await analyseText('nginx', text, { 'a.conf': text });
      for (const { rule, span, fixes } of findings) {
        expect(ids).toContain(rule);
        for (const place of [span, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))]) {
          expect(place.start).toBeGreaterThanOrEqual(0);
          expect(place.end).toBeGreaterThanOrEqual(place.start);
          expect(place.end).toBeLessThanOrEqual(text.length);
        }
        found++;
      }
    }),
    { numRuns: 400 },
  );
  expect(found).toBeGreaterThan(200);
});

test.each([
  [
    'envsubst',
    'server {\n    listen $[PORT] ssl;\n    server_name $[NAME];\n    proxy_pass https://$[UPSTREAM];\n}\n'.replace(
      /\$\[(\w+)\]/g,
      '$${$1}',
    ),
  ],
  [
    'Jinja',
    '{% for site in sites %}\nserver {\n    listen 443 ssl;\n    server_name {{ site.name }};\n{% if site.hsts %}\n    add_header X-A b;\n{% endif %}\n}\n{% endfor %}\n',
  ],
  [
    'Helm',
    'server {\n    listen {{ .Values.port }} ssl;\n    {{- if .Values.tls }}\n    ssl_certificate {{ .Values.cert | quote }};\n    {{- end }}\n}\n',
  ],
  [
    'Lua',
    'server {\n    listen 443 ssl;\n    ssl_certificate_by_lua_block {\n        local a = { "}" } -- }\n    }\n    content_by_lua_block { ngx.say(ngx.var.ssl_client_verify) }\n}\n',
  ],
  ['a fragment', 'ssl_session_timeout 1d;\nssl_session_cache shared:SSL:10m;\nssl_session_tickets off;\n'],
  ['carriage returns and a mark', '\uFEFFserver {\r\n    listen 443 ssl;\r\n    ssl_session_tickets off;\r\n}\r\n'],
])('%s is no mistake', async (_, text) => {
  const { findings } = await analyseText('nginx', text);
  expect(findings.filter(({ rule }) => rule.startsWith('nginx/')).map(({ rule }) => rule)).toEqual([]);
});
