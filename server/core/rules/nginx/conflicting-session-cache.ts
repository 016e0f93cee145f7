import { message } from '../../base/message.ts';
import { levelsWith, subsystemOf } from '../../config/nginx/configuration.ts';
import type { Word } from '../../config/nginx/tokens.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow one shared session cache with two sizes.',
  why: 'With two sizes nginx does not start: a shared memory zone has one size, wherever it is named.',
  invalid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 443 ssl;\n        ssl_session_cache shared:SSL:10m;\n    }\n    server {\n        listen 8443 ssl;\n        ssl_session_cache shared:SSL:20m;\n    }\n}\n',
      fixed:
        'http {\n    server {\n        listen 443 ssl;\n        ssl_session_cache shared:SSL:10m;\n    }\n    server {\n        listen 8443 ssl;\n        ssl_session_cache shared:SSL:10m;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'http {\n    server {\n        listen 443 ssl;\n        ssl_session_cache shared:SSL:10m;\n    }\n    server {\n        listen 8443 ssl;\n        ssl_session_cache shared:SSL:10m;\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/conflicting-session-cache',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_session_cache'],
  messages: { size: 'The cache {name} has the size {size} already: nginx does not start with two. Use the same here.' },
  *check({ configuration: { root, isCertain } }, { uri }) {
    // In a template they may be alternatives.
    if (!isCertain) return;
    const zones = new Map<string, { readonly word: Word; readonly size: string }>();
    for (const level of levelsWith(root, 'ssl_session_cache')) {
      for (const word of (level.own.get('ssl_session_cache') ?? []).flatMap(({ args }) => args)) {
        const [, name, size] = /^shared:([^:$]+):(\d+[kKmM]?)$/.exec(word.value) ?? [];
        if (!name || !size) continue;
        const key = `${subsystemOf(level)} ${name}`;
        const earlier = zones.get(key);
        if (!earlier) zones.set(key, { word, size });
        else if (bytesOf(earlier.size) !== bytesOf(size)) {
          const { start, end } = word.span;
          yield {
            span: word.span,
            message: 'size',
            data: { name, size: earlier.size },
            related: [{ uri, span: earlier.word.span, message: message('The other size is here.') }],
            proposals: [
              {
                title: message('Use {cache}', { cache: earlier.word.value }),
                kind: 'automatic',
                edits: [{ uri, span: { start, end }, text: earlier.word.value }],
              },
            ],
          };
        }
      }
    }
  },
});

function bytesOf(size: string): number {
  const unit = size.at(-1)?.toLowerCase();
  return Number.parseInt(size, 10) * (unit === 'k' ? 1_024 : unit === 'm' ? 1_048_576 : 1);
}
