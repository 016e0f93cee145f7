import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const variable = /\$(?:ssl_client_(?:raw_)?cert(?![a-z0-9_])|\{ssl_client_(?:raw_)?cert\})/;

export const docs: RuleDocs = {
  summary: 'Prefer $ssl_client_escaped_cert to $ssl_client_cert.',
  why: 'The value of $ssl_client_cert has line breaks. In a header they are folded, which HTTP/1.1 forbids: many applications refuse the request or read a broken certificate.',
  exceptions: 'An application that was written for the folded form: it has to decode the escaped one.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_set_header X-Client-Cert $ssl_client_cert;\n        proxy_pass http://app;\n    }\n}\n',
      fixed:
        'server {\n    location / {\n        proxy_set_header X-Client-Cert $ssl_client_escaped_cert;\n        proxy_pass http://app;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_set_header X-Client-Cert $ssl_client_raw_cert;\n        proxy_pass http://app;\n    }\n}\n',
      fixed:
        'server {\n    location / {\n        proxy_set_header X-Client-Cert $ssl_client_escaped_cert;\n        proxy_pass http://app;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_set_header X-Client-Cert $ssl_client_escaped_cert;\n        proxy_pass http://app;\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/deprecated-ssl-client-cert-variable',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#var_ssl_client_escaped_cert', 'RFC 9112, 5.2'],
  messages: {
    raw: '$ssl_client_raw_cert has line breaks, which no header can carry. Pass $ssl_client_escaped_cert, which is URL-encoded.',
    folded:
      '$ssl_client_cert is deprecated: it puts line breaks into the header. Pass $ssl_client_escaped_cert, which is URL-encoded.',
  },
  *check({ configuration: { root } }, { uri }) {
    for (const level of levelsOf(root)) {
      for (const name of [
        'proxy_set_header',
        'grpc_set_header',
        'add_header',
        'fastcgi_param',
        'uwsgi_param',
        'scgi_param',
      ]) {
        for (const { args } of level.own.get(name) ?? []) {
          const word = args[1];
          if (!word || !variable.test(word.value)) continue;
          // Parameters of FastCGI and the like may have line breaks.
          if (name.endsWith('_param') && word.value.includes('raw_cert')) continue;
          const isPlain = variable.exec(word.value)?.[0] === word.value;
          yield {
            span: word.span,
            message: word.value.includes('raw_cert') ? 'raw' : 'folded',
            proposals: isPlain
              ? [
                  {
                    title: message('Pass {variable}', { variable: '$ssl_client_escaped_cert' }),
                    kind: 'suggestion',
                    edits: [
                      { uri, span: span(word.content.start, word.content.end), text: '$ssl_client_escaped_cert' },
                    ],
                  },
                ]
              : [],
          };
        }
      }
    }
  },
});
