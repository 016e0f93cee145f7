import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report directives without their semicolon.',
  why: 'What follows is taken for more arguments, and nginx does not start; the line it names is a later one.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl\n    ssl_protocols TLSv1.3;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.3;\n}\n',
    },
  ],
  valid: [{ language: 'nginx', text: 'server {\n    listen 443\n        ssl;\n}\n' }],
};

export const rule = defineRule({
  id: 'nginx/missing-semicolon',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/beginners_guide.html#conf_structure'],
  messages: { missing: 'A semicolon is missing here.' },
  *check({ configuration }, { uri }) {
    if (!configuration.isNginx) return;
    for (const { code, span: place } of configuration.tree.problems) {
      if (code !== 'nginx-missing-semicolon') continue;
      yield {
        span: place,
        message: 'missing',
        proposals: [
          {
            title: message('Add the semicolon'),
            kind: 'automatic',
            edits: [{ uri, span: span(place.end, place.end), text: ';' }],
          },
        ],
      };
    }
  },
});
