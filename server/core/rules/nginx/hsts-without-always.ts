import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import { isHsts, isHstsPart } from '../../config/nginx/headers.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require always where add_header sets Strict-Transport-Security.',
  why: 'Without always nginx adds the header to successful answers and redirects only: a client that first meets an error page is not told to stay with HTTPS.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000";\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000" always;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    add_header Strict-Transport-Security "max-age=63072000" always;\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/hsts-without-always',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 6797, 7.1', 'https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header'],
  messages: { missing: 'Error pages go out without Strict-Transport-Security. Add the parameter always.' },
  *check({ configuration: { root } }, { uri }) {
    for (const level of levelsOf(root)) {
      for (const header of level.own.get('add_header') ?? []) {
        const value = header.args[1];
        if (!isHsts(header) || !value || header.args.length !== 2) continue;
        // A value that was cut off is another matter.
        if ([...level.own.keys()].some(isHstsPart)) continue;
        const at = value.span.end;
        yield {
          span: headSpan(header),
          message: 'missing',
          proposals: [
            {
              title: message('Add always'),
              kind: 'automatic',
              edits: [{ uri, span: span(at, at), text: ' always' }],
            },
          ],
        };
      }
    }
  },
});
