import { syntaxFaults } from '../../config/nginx/check-syntax.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report directives in a block where nginx does not take them.',
  why: 'With one nginx does not start: "directive is not allowed here". TLS settings of a server belong into http or server, never into a location.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    location /admin {\n        ssl_verify_client on;\n    }\n}\n',
    },
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_verify on;\n}\n' },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    location / {\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n        proxy_pass https://localhost;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/wrong-context',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/dirindex.html'],
  messages: {
    block: 'nginx does not take {name} in a {place} block. Move it to where it belongs.',
    main: 'nginx does not take {name} outside of every block. Move it to where it belongs.',
  },
  *check({ configuration }) {
    for (const fault of syntaxFaults(configuration)) {
      if (fault.kind !== 'context') continue;
      const { directive, place } = fault;
      const name = directive.name.value;
      yield {
        span: directive.body ? directive.name.span : headSpan(directive),
        message: place === '' ? 'main' : 'block',
        data: { name, place },
      };
    }
  },
});
