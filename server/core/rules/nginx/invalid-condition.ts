import { message } from '../../base/message.ts';
import { conditionFault } from '../../config/nginx/conditions.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';

const text = (condition: string): string =>
  `server {\n    listen 443 ssl;\n    if ${condition} {\n        return 403;\n    }\n}\n`;

export const docs: RuleDocs = {
  summary: 'Report conditions of if that nginx cannot read.',
  why: 'A condition is one variable, one comparison of a variable with = or != or a regular expression (~), or one test for a file (-f). It knows no ==, no && and no || and no !$variable: with these nginx does not start.',
  invalid: [
    {
      language: 'nginx',
      text: text('($ssl_client_verify == NONE)'),
      fixed: text('($ssl_client_verify = NONE)'),
    },
    { language: 'nginx', text: text('($scheme = http && $host = a.example)') },
    { language: 'nginx', text: text('(!$ssl_client_s_dn)') },
    { language: 'nginx', text: text('$https') },
  ],
  valid: [
    { language: 'nginx', text: text('($ssl_client_verify = NONE)') },
    { language: 'nginx', text: text('( $ssl_protocol ~ "^TLSv1(\\.1)?$" )') },
    { language: 'nginx', text: text('(!-f $request_filename)') },
  ],
};

export const rule = defineRule({
  id: 'nginx/invalid-condition',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#if'],
  messages: {
    form: 'nginx cannot read this condition and does not start: it takes one variable, one comparison, or one test for a file.',
    operator: 'nginx has no operator {operator} and does not start. It compares with =, !=, ~, ~*, !~ and !~*.',
  },
  *check({ configuration }, { uri }) {
    if (!configuration.isCertain) return;
    for (const level of levelsOf(configuration.root)) {
      for (const condition of level.own.get('if') ?? []) {
        if (!condition.body || condition.args.some(({ value }) => /\{\{|<%|@@|__|\$\{[A-Z_]/.test(value))) continue;
        const fault = conditionFault(condition);
        if (!fault) continue;
        const { kind, word } = fault;
        const proposals: Proposal[] =
          kind === 'operator' && word.value === '=='
            ? [
                {
                  title: message('Write {name}', { name: '=' }),
                  kind: 'automatic',
                  edits: [{ uri, span: word.span, text: '=' }],
                },
              ]
            : [];
        yield { span: headSpan(condition), message: kind, data: { operator: word.value.slice(0, 40) }, proposals };
      }
    }
  },
});
