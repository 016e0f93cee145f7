import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { levelsWith } from '../../config/nginx/configuration.ts';
import { carriesClientCertificate, headerName, inheritedBy, repeatAfter } from '../../config/nginx/headers.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const kinds = [
  { header: 'proxy_set_header', pass: 'proxy_pass' },
  { header: 'grpc_set_header', pass: 'grpc_pass' },
  { header: 'fastcgi_param', pass: 'fastcgi_pass' },
  { header: 'uwsgi_param', pass: 'uwsgi_pass' },
  { header: 'scgi_param', pass: 'scgi_pass' },
];

export const docs: RuleDocs = {
  summary: 'Report proxy_set_header that takes the headers about the client certificate away.',
  why: 'A block inherits proxy_set_header directives only if it has none of its own. Where the inherited ones say who the client is, the application gets the headers that the client itself sent instead: X-SSL-Client-Verify: SUCCESS is quickly written.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    proxy_set_header X-SSL-Client-Verify $ssl_client_verify;\n    location / {\n        proxy_set_header Host $host;\n        proxy_pass http://app;\n    }\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    proxy_set_header X-SSL-Client-Verify $ssl_client_verify;\n    location / {\n        proxy_set_header Host $host;\n        proxy_set_header X-SSL-Client-Verify $ssl_client_verify;\n        proxy_pass http://app;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    fastcgi_param SSL_CLIENT_VERIFY $ssl_client_verify;\n    location / {\n        fastcgi_param SCRIPT_NAME /a;\n        fastcgi_pass unix:/run/a.sock;\n    }\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    fastcgi_param SSL_CLIENT_VERIFY $ssl_client_verify;\n    location / {\n        fastcgi_param SCRIPT_NAME /a;\n        fastcgi_param SSL_CLIENT_VERIFY $ssl_client_verify;\n        fastcgi_pass unix:/run/a.sock;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    proxy_set_header X-SSL-Client-Verify $ssl_client_verify;\n    location / {\n        proxy_pass http://app;\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/proxy-set-header-inheritance',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header', 'CWE-290'],
  messages: {
    missing:
      'This {directive} replaces all of the outer ones: the application is not told {headers}. Repeat the outer ones here.',
    lost: 'This {directive} replaces all of the outer ones: {headers} of the client itself reach the application. Repeat the outer ones here.',
  },
  *check({ configuration: { root, text } }, { uri }) {
    for (const { level, header, pass, first, last, lost } of losses(root)) {
      if (levelsWith(level, pass).length === 0) continue;
      const edit = repeatAfter(text, last, lost);
      yield {
        span: headSpan(first),
        // No client can send a parameter of FastCGI and the like.
        message: header.endsWith('_param') ? 'missing' : 'lost',
        ...(header.endsWith('_param') && { severity: 'warning' as const }),
        data: { directive: header, headers: lost.map(({ args }) => args[0]?.value ?? '') },
        related: lost.map((directive) => ({
          uri,
          span: headSpan(directive),
          message: message('This header is lost.'),
        })),
        proposals: edit ? [{ title: message('Repeat it here'), kind: 'automatic', edits: [{ ...edit, uri }] }] : [],
      };
    }
  },
});

/** Where headers from a client's certificate are taken away by others of the same kind. */
const losses = factsOfBlocks(
  (levels) =>
    levels.flatMap((level) =>
      kinds.flatMap(({ header, pass }) => {
        const own = level.own.get(header) ?? [];
        const [first] = own;
        const last = own.at(-1);
        if (!first || !last || level.own.has('include')) return [];
        const names = new Set(own.map(headerName));
        const lost = inheritedBy(level, header).filter(
          (directive) => carriesClientCertificate(directive) && !names.has(headerName(directive)),
        );
        return lost.length > 0 ? [{ level, header, pass, first, last, lost }] : [];
      }),
    ),
  kinds.map(({ header }) => header),
);
