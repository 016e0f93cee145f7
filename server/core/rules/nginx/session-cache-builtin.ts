import { message } from '../../base/message.ts';
import { levelsWith } from '../../config/nginx/configuration.ts';
import { replaceArguments } from '../../config/nginx/edits.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Prefer a shared session cache to the one built into OpenSSL.',
  why: 'The builtin cache belongs to one worker process: a client that comes back to another worker is not known, and the memory fragments. nginx says that a shared cache alone is more efficient.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_session_cache builtin:1000 shared:SSL:10m;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_session_cache shared:SSL:10m;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_session_cache builtin;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_session_cache shared:SSL:10m;\n}\n',
    },
  ],
  valid: [{ language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_session_cache shared:SSL:10m;\n}\n' }],
};

export const rule = defineRule({
  id: 'nginx/session-cache-builtin',
  subject: 'nginx-configuration',
  severity: 'information',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_cache'],
  messages: { builtin: 'The builtin session cache belongs to one worker process. Use a shared cache alone.' },
  *check({ configuration: { root, text } }, { uri }) {
    for (const level of levelsWith(root, 'ssl_session_cache')) {
      for (const directive of level.own.get('ssl_session_cache') ?? []) {
        const rest = directive.args.filter(({ value }) => !/^builtin(?::|$)/.test(value));
        if (rest.length === directive.args.length) continue;
        const value = rest.map(({ span: { start, end } }) => text.slice(start, end)).join(' ') || 'shared:SSL:10m';
        const edits = replaceArguments(text, directive.args, value);
        yield {
          span: headSpan(directive),
          message: 'builtin',
          proposals: edits
            ? [
                {
                  title: message('Use {cache}', { cache: value }),
                  kind: 'automatic',
                  edits: edits.map((edit) => ({ ...edit, uri })),
                },
              ]
            : [],
        };
      }
    }
  },
});
