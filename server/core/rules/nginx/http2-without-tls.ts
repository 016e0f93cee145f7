import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { levelsWith } from '../../config/nginx/configuration.ts';
import { addressOf, isTlsListen, listens, tlsAddresses } from '../../config/nginx/read.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report HTTP/2 on port 80 without TLS.',
  why: 'Browsers speak HTTP/2 over TLS alone. And before nginx 1.25.1 such a socket speaks nothing else: a browser gets bytes that it does not understand.',
  exceptions: 'Services that speak HTTP/2 without TLS to each other, such as gRPC.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 80 http2;\n    server_name a.example;\n    root /srv/a;\n}\n',
      settings: { nginxVersion: '1.22' },
    },
  ],
  valid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl http2;\n}\n', settings: { nginxVersion: '1.22' } },
    {
      language: 'nginx',
      text: 'server {\n    listen 80 http2;\n    location / {\n        grpc_pass grpc://app:9000;\n    }\n}\n',
      settings: { nginxVersion: '1.22' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/http2-without-tls',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 9113, 3.3', 'https://nginx.org/en/docs/http/ngx_http_v2_module.html'],
  messages: { plain: 'Browsers speak HTTP/2 over TLS alone. Add ssl, or take http2 away from this socket.' },
  *check({ configuration }) {
    const encrypted = tlsAddresses(configuration.root);
    for (const listen of plainListens(configuration.root)) {
      if (!encrypted.has(addressOf(listen))) yield { span: headSpan(listen), message: 'plain' };
    }
  },
});

/** Those on port 80 that say http2 and no ssl. */
const plainListens = factsOfBlocks(
  (levels) =>
    levels.flatMap((server) => {
      if (server.kind !== 'server') return [];
      const marked = listens(server).filter(
        (listen) =>
          listen.args.some(({ value }) => value === 'http2') && !isTlsListen(listen) && /:80$/.test(addressOf(listen)),
      );
      return marked.length > 0 && levelsWith(server, 'grpc_pass').length === 0 ? marked : [];
    }),
  ['listen'],
);
