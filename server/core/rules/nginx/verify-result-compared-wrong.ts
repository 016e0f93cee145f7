import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsOf } from '../../config/nginx/configuration.ts';
import type { Directive } from '../../config/nginx/tree.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow comparing $ssl_client_verify with a value it never has.',
  why: 'Since nginx 1.11.7 the variable is SUCCESS, NONE, or FAILED with a colon and the reason. A comparison with FAILED alone is never true, so the request that should have been refused goes through, and one without a certificate does too.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify = FAILED) {\n        return 403;\n    }\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify != SUCCESS) {\n        return 403;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify != SUCCESS) {\n        return 403;\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/verify-result-compared-wrong',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#var_ssl_client_verify', 'CWE-295'],
  messages: {
    never:
      '$ssl_client_verify is never {value}: it is SUCCESS, NONE, or FAILED: with a reason. Compare with SUCCESS: != SUCCESS refuses everyone else.',
  },
  *check({ configuration: { root } }, { uri }) {
    for (const level of levelsOf(root)) {
      for (const condition of level.own.get('if') ?? []) {
        const compared = readComparison(condition);
        if (!compared || isPossible(compared.value)) continue;
        const { value } = compared;
        const first = condition.args[0];
        const last = condition.args.at(-1);
        const meansSuccess = value.toUpperCase() === 'SUCCESS';
        const operator = meansSuccess ? compared.operator : '!=';
        // `= OK` and the like: what is meant is not told.
        const isClear = meansSuccess || (value.toUpperCase() === 'FAILED' && compared.operator === '=');
        const text = `($ssl_client_verify ${operator} SUCCESS)`;
        yield {
          span: headSpan(condition),
          message: 'never',
          data: { value },
          proposals:
            isClear && first && last
              ? [
                  {
                    title: message('Write {condition}', { condition: text }),
                    kind: 'automatic',
                    edits: [{ uri, span: span(first.span.start, last.span.end), text }],
                  },
                ]
              : [],
        };
      }
    }
  },
});

function readComparison({ args }: Directive): { readonly operator: string; readonly value: string } | undefined {
  const written = args.map(({ value }) => value).join(' ');
  const [, operator, value] = /^\(\s*\$\{?ssl_client_verify\}? (!?=) (.*?)\s*\)$/.exec(written) ?? [];
  return operator === undefined || value === undefined ? undefined : { operator, value };
}

function isPossible(value: string): boolean {
  return value === 'SUCCESS' || value === 'NONE' || value.startsWith('FAILED:') || value === '' || value.includes('$');
}
