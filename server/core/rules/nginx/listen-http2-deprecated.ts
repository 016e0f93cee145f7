import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { serversOf, subsystemOf, valueAt } from '../../config/nginx/configuration.ts';
import { insertAfter } from '../../config/nginx/edits.ts';
import { nginxLimits } from '../../config/nginx/limits.ts';
import { listens } from '../../config/nginx/read.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isOn } from '../../config/nginx/values.ts';
import { isAtLeast } from '../../config/nginx/versions.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Prefer http2 on to the http2 parameter of listen.',
  why: 'HTTP/2 has a setting of its own since nginx 1.25.1, which warns about the parameter.',
  exceptions: 'An nginx before 1.25.1, which has no directive http2: set tlsense.nginxVersion.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl http2;\n    server_name a.example;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    http2 on;\n    server_name a.example;\n}\n',
    },
  ],
  valid: [{ language: 'nginx', text: 'server {\n    listen 443 ssl;\n    http2 on;\n}\n' }],
};

export const rule = defineRule({
  id: 'nginx/listen-http2-deprecated',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'information',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_v2_module.html#http2'],
  messages: { deprecated: 'The http2 parameter of listen is deprecated since nginx 1.25.1. Write http2 on; instead.' },
  *check({ configuration }, { uri, settings }) {
    if (!isAtLeast(settings.nginxVersion, '1.25.1')) return;
    const { text } = configuration;
    for (const server of serversOf(configuration)) {
      yield;
      if (subsystemOf(server) !== 'http') continue;
      const marked = listens(server).filter(({ args }) => args.some(({ value }, i) => i > 0 && value === 'http2'));
      const last = listens(server).at(-1);
      // Every listen of the server in one go: half of it would leave two ways of saying it.
      const removals = marked.flatMap(({ args }) =>
        args.flatMap((word, i) => {
          const before = args[i - 1];
          return before && word.value === 'http2'
            ? [{ uri, span: span(before.span.end, word.span.end), text: '' }]
            : [];
        }),
      );
      const added = isOn(valueAt(server, 'http2')) || !last ? undefined : insertAfter(text, last, ['http2 on;']);
      for (const listen of marked) {
        yield {
          span: headSpan(listen),
          message: 'deprecated',
          proposals:
            removals.length > nginxLimits.linesOfFix
              ? []
              : [
                  {
                    title: message('Write http2 on;'),
                    kind: 'automatic',
                    edits: [...removals, ...(added ? [{ ...added, uri }] : [])],
                  },
                ],
        };
      }
    }
  },
});
