import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { subsystemOf } from '../../config/nginx/configuration.ts';
import { insertAfter } from '../../config/nginx/edits.ts';
import { find } from '../../config/nginx/level.ts';
import { includesOnlyTables, mentions } from '../../config/nginx/mentions.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require a look at $ssl_client_verify where client certificates are optional.',
  why: 'With ssl_verify_client optional a request without a certificate is served like any other: $ssl_client_verify is then NONE, and nothing asks.',
  exceptions:
    'An application behind that is told the outcome by a variable set in a file that cannot be seen from here.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client optional;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client optional;\n    if ($ssl_client_verify != SUCCESS) { return 403; }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'stream {\n    server {\n        listen 8883 ssl;\n        ssl_client_certificate certs/ca.pem;\n        ssl_verify_client optional;\n        ssl_certificate certs/server.pem;\n        ssl_certificate_key certs/server.key;\n        proxy_pass 127.0.0.1:1883;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca', 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'mail {\n    auth_http 127.0.0.1:9000/auth;\n    server {\n        listen 993 ssl;\n        protocol imap;\n        ssl_certificate certs/server.pem;\n        ssl_certificate_key certs/server.key;\n        ssl_client_certificate certs/ca.pem;\n        ssl_verify_client optional;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca', 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client optional;\n    location / {\n        proxy_set_header X-Verify $ssl_client_verify;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/optional-verify-unchecked',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client', 'CWE-306'],
  messages: {
    unchecked:
      'Client certificates are optional and nothing looks at $ssl_client_verify: a request without one is served all the same. Check for SUCCESS, or use ssl_verify_client on.',
  },
  *check({ configuration }, { uri }) {
    for (const server of askingServers(configuration.root)) {
      const found = find(server, 'ssl_verify_client');
      const directive = found?.directives.at(-1);
      if (!directive) continue;
      // The server that auth_http asks is told the outcome in Auth-SSL-Verify, always.
      if (subsystemOf(server) === 'mail') continue;
      if (mentions(server, 'ssl_client_verify') || !includesOnlyTables(server)) continue;
      const edit = insertAfter(configuration.text, directive, ['if ($ssl_client_verify != SUCCESS) { return 403; }']);
      yield {
        span: headSpan(directive),
        message: 'unchecked',
        proposals:
          edit && found?.level === server && subsystemOf(server) === 'http'
            ? [
                {
                  title: message('Refuse requests without a verified certificate'),
                  kind: 'suggestion',
                  edits: [{ ...edit, uri }],
                },
              ]
            : [],
      };
    }
  },
});

const askingServers = factsOfBlocks((levels) =>
  levels.filter(
    (level) =>
      level.kind === 'server' &&
      find(level, 'ssl_verify_client')?.directives.at(-1)?.args[0]?.value.toLowerCase() === 'optional',
  ),
);
