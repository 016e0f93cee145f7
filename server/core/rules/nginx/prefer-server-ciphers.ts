import { message } from '../../base/message.ts';
import { levelsWith } from '../../config/nginx/configuration.ts';
import { replace } from '../../config/nginx/edits.ts';
import { find } from '../../config/nginx/level.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isOn } from '../../config/nginx/values.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Suggest leaving the choice to the client where all suites of a list are good ones.',
  why: 'Where nothing weak is in the list, the server’s order protects nobody; and a phone without hardware for AES, which would choose ChaCha20, gets what costs its battery more.',
  exceptions: 'A list with weaker suites for old clients.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-CHACHA20-POLY1305;\n    ssl_prefer_server_ciphers on;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-CHACHA20-POLY1305;\n    ssl_prefer_server_ciphers off;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_ciphers HIGH:!aNULL;\n    ssl_prefer_server_ciphers on;\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/prefer-server-ciphers',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'hint',
  since: '0.1.0',
  references: [
    'https://docs.tlsref.org/',
    'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_prefer_server_ciphers',
  ],
  messages: {
    order:
      'Every suite of the list is a good one: leave the choice to the client, which knows what it computes faster.',
  },
  *check({ configuration: { root } }, { uri }) {
    for (const level of levelsWith(root, 'ssl_prefer_server_ciphers')) {
      const directive = level.own.get('ssl_prefer_server_ciphers')?.at(-1);
      const value = directive?.args[0];
      const list = find(level, 'ssl_ciphers')?.directives.at(-1)?.args[0]?.value;
      if (!directive || !value || !isOn(value)) continue;
      const protocols = find(level, 'ssl_protocols')?.directives.flatMap(({ args }) => args);
      // All of its suites are good ones.
      const isTls13 = protocols?.length === 1 && /^TLSv1\.3$/i.test(protocols[0]?.value ?? '');
      if (list === undefined && !isTls13) continue;
      const suites = isTls13 ? ['TLS_CHACHA20_POLY1305_SHA256'] : (list ?? '').split(/[:,]/);
      const isGood = suites.every((suite) => /^ECDHE-(?=[A-Z0-9-]*(?:GCM|CHACHA20))[A-Z0-9-]+$|^TLS_/.test(suite));
      if (!isGood || !suites.some((suite) => suite.includes('CHACHA20'))) continue;
      yield {
        span: headSpan(directive),
        message: 'order',
        proposals: [
          {
            title: message('Leave the choice to the client'),
            kind: 'automatic',
            edits: [{ ...replace(value.span, 'off'), uri }],
          },
        ],
      };
    }
  },
});
