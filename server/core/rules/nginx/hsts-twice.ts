import { message } from '../../base/message.ts';
import { levelsWith } from '../../config/nginx/configuration.ts';
import { remove } from '../../config/nginx/edits.ts';
import { hstsOf } from '../../config/nginx/headers.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const one = '    add_header Strict-Transport-Security "max-age=63072000" always;\n';

export const docs: RuleDocs = {
  summary: 'Report Strict-Transport-Security that one answer carries twice.',
  why: 'Browsers take the first of them and ignore the others, so that what the second one says, such as includeSubDomains, never counts.',
  invalid: [
    {
      language: 'nginx',
      text: `server {\n    listen 443 ssl;\n${one}    add_header strict-transport-security "max-age=63072000; includeSubDomains" always;\n}\n`,
      fixed: `server {\n    listen 443 ssl;\n${one}}\n`,
    },
    {
      language: 'nginx',
      text: `server {\n    listen 443 ssl;\n${one}    more_set_headers "Strict-Transport-Security: max-age=31536000";\n}\n`,
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: `server {\n    listen 443 ssl;\n${one}    location /a {\n        add_header A b;\n    ${one}    }\n}\n`,
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/hsts-twice',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 6797, 8.1'],
  messages: {
    repeated: 'Answers carry Strict-Transport-Security twice: browsers take the first alone. Keep one of them.',
  },
  *check({ configuration: { root, text } }, { uri }) {
    for (const level of levelsWith(root, 'add_header', 'more_set_headers')) {
      const [first, ...others] = hstsOf(level);
      if (!first || first.value === '') continue;
      for (const { directive, value } of others) {
        if (value === '' || directive === first.directive) continue;
        const isAlike = directive.name.value === first.directive.name.value && directive.semicolon !== undefined;
        yield {
          span: headSpan(directive),
          message: 'repeated',
          related: [{ uri, span: headSpan(first.directive), message: message('The other one is here.') }],
          proposals:
            isAlike && directive.name.value === 'add_header'
              ? [
                  {
                    title: message('Remove {name}', { name: directive.name.value }),
                    kind: 'automatic',
                    edits: [{ ...remove(text, directive), uri }],
                  },
                ]
              : [],
        };
      }
    }
  },
});
