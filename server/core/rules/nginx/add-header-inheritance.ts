import { message } from '../../base/message.ts';
import { levelsOf, valueAt } from '../../config/nginx/configuration.ts';
import { inheritedBy, isHsts, repeatAfter } from '../../config/nginx/headers.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isOff } from '../../config/nginx/values.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report add_header that takes Strict-Transport-Security away.',
  why: 'A block inherits add_header directives only if it has none of its own: one more header in a location and the answers from there go out without Strict-Transport-Security.',
  exceptions:
    'A location that is not to have it. From nginx 1.29.3 on, add_header_inherit merge keeps the outer headers.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000" always;\n    location /files {\n        add_header Cache-Control no-store;\n    }\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000" always;\n    location /files {\n        add_header Cache-Control no-store;\n        add_header Strict-Transport-Security "max-age=63072000" always;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000" always;\n    location /files {\n        add_header_inherit merge;\n        add_header Cache-Control no-store;\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/add-header-inheritance',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header', 'RFC 6797, 7.2'],
  messages: {
    lost: 'This add_header replaces all of the outer ones: answers from here go out without Strict-Transport-Security. Repeat it here.',
  },
  *check({ configuration: { root, text } }, { uri }) {
    for (const level of levelsOf(root)) {
      const own = level.own.get('add_header') ?? [];
      const [first] = own;
      const last = own.at(-1);
      // `include` may bring it back.
      if (!first || !last || own.some(isHsts) || level.own.has('include')) continue;
      const lost = inheritedBy(level, 'add_header').filter(isHsts);
      const inherit = valueAt(level, 'add_header_inherit');
      if (lost.length === 0 || inherit?.value === 'merge' || isOff(inherit)) continue;
      const edit = repeatAfter(text, last, lost);
      yield {
        span: headSpan(first),
        message: 'lost',
        related: lost.map((directive) => ({
          uri,
          span: headSpan(directive),
          message: message('This header is lost.'),
        })),
        proposals: edit ? [{ title: message('Repeat it here'), kind: 'automatic', edits: [{ ...edit, uri }] }] : [],
      };
    }
  },
});
