import { message } from '../../base/message.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import { remove, replaceArguments } from '../../config/nginx/edits.ts';
import { clientFamilies, serverFamily } from '../../config/nginx/families.ts';
import { nginxLimits } from '../../config/nginx/limits.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import type { FileEdit } from '../../lint/finding.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow several ssl_protocols directives in one block.',
  why: 'They add up: the later line does not replace the earlier one, so a version that it leaves out stays allowed. nginx -t is silent.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n    ssl_protocols TLSv1.3;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_protocols TLSv1.2 TLSv1.3;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'http {\n    ssl_protocols TLSv1.2 TLSv1.3;\n    server {\n        listen 443 ssl;\n        ssl_protocols TLSv1.3;\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/duplicate-ssl-protocols',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_protocols'],
  messages: {
    added: 'This does not replace the {name} above: nginx adds them up and allows {versions}. Write one line.',
  },
  *check({ configuration: { root, text, isCertain } }, { uri }) {
    // In a template they may be alternatives.
    if (!isCertain) return;
    for (const level of levelsOf(root)) {
      yield;
      for (const { protocols: name } of [serverFamily, ...clientFamilies]) {
        const [first, ...rest] = level.own.get(name) ?? [];
        const second = rest[0];
        if (!first || !second) continue;
        const words = new Map(
          [first, ...rest].flatMap(({ args }) => args.map((word) => [word.value.toLowerCase(), word])),
        );
        const versions = [...words.values()].map(({ value }) => value);
        const makeEdits = (): readonly FileEdit[] | undefined => {
          if (rest.length > nginxLimits.linesOfFix) return undefined;
          const edits = replaceArguments(text, first.args, versions.join(' '));
          return (
            edits && [...edits, ...rest.map((directive) => remove(text, directive))].map((edit) => ({ ...edit, uri }))
          );
        };
        yield {
          span: headSpan(second),
          message: 'added',
          data: { name, versions },
          proposals: [{ title: message('Write one {name} directive', { name }), kind: 'automatic', makeEdits }],
        };
      }
    }
  },
});
