import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require that the application is told of TLS 1.3 early data.',
  why: 'Whoever records a request sent as early data (0-RTT) can send it again, and again: an order or a payment is made twice. The application can answer 425 (Too Early) only if the server in front of it tells it, with the header Early-Data.',
  exceptions: 'A server of files alone, where a request changes nothing.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    location / {\n        proxy_pass http://127.0.0.1:8080;\n    }\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    location / {\n        proxy_pass http://127.0.0.1:8080;\n        proxy_set_header Early-Data $ssl_early_data;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    proxy_set_header Early-Data $ssl_early_data;\n    location / {\n        proxy_set_header Host $host;\n        proxy_pass http://127.0.0.1:8080;\n    }\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    proxy_set_header Early-Data $ssl_early_data;\n    location / {\n        proxy_set_header Host $host;\n        proxy_set_header Early-Data $ssl_early_data;\n        proxy_pass http://127.0.0.1:8080;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    proxy_set_header Early-Data $ssl_early_data;\n    location / {\n        proxy_pass http://127.0.0.1:8080;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    location / {\n        proxy_set_header Early-Data $ssl_early_data;\n        proxy_pass http://127.0.0.1:8080;\n    }\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_early_data on;\n    root /srv/files;\n}\n' },
  ],
};

export const rule = defineRule({
  id: 'tls/no-early-data-without-guard',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8470', 'RFC 8446, 8', 'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_early_data'],
  messages: {
    unguarded:
      'Requests sent as early data can be replayed, and the application is not told. Tell it with the header Early-Data, or refuse such requests.',
  },
  *check({ context: { earlyData, guardsEarlyData } }) {
    if (earlyData?.value !== true || guardsEarlyData !== false) return;
    yield {
      span: earlyData.span,
      message: 'unguarded',
      proposals: [
        { title: message('Tell the application'), kind: 'suggestion', change: { setting: 'guard-early-data' } },
      ],
    };
  },
});
