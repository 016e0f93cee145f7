import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsOf, levelsWith, serverAround, valueAt } from '../../config/nginx/configuration.ts';
import type { Level } from '../../config/nginx/level.ts';
import type { Directive } from '../../config/nginx/tree.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isOn } from '../../config/nginx/values.ts';
import { defineRule, type Proposal, type Report, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow comparing $ssl_client_verify with a value it never has.',
  why: 'Since nginx 1.11.7 the variable is SUCCESS, NONE, or FAILED with a colon and the reason. A comparison with FAILED alone is never true, so the request that should have been refused goes through, and one without a certificate does too.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify = FAILED) {\n        return 403;\n    }\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify != SUCCESS) {\n        return 403;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'map $ssl_client_verify $refused {\n    default 0;\n    FAILED 1;\n}\n',
      fixed: 'map $ssl_client_verify $refused {\n    default 0;\n    ~^FAILED 1;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify) {\n        set $known 1;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify = SUCCESS) {\n        return 403;\n    }\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify != SUCCESS) {\n        return 403;\n    }\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify ~ ^FAILED) {\n        return 403;\n    }\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify != SUCCESS) {\n        return 403;\n    }\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'map $ssl_client_verify $reason {\n    SUCCESS "";\n    NONE none;\n    ~^FAILED:(.*) $1;\n}\n',
    },
    // With optional nginx itself refuses a certificate that does not verify.
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate certs/ca.pem;\n    ssl_verify_client optional;\n    if ($ssl_client_verify = NONE) {\n        return 403;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },

    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    if ($ssl_client_verify != SUCCESS) {\n        return 403;\n    }\n}\n',
    },
  ],
};

type MessageName = 'always' | 'inverted' | 'none' | 'failed' | 'never';

export const rule = defineRule<'nginx-configuration', MessageName>({
  id: 'nginx/verify-result-compared-wrong',
  subject: 'nginx-configuration',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#var_ssl_client_verify', 'CWE-295'],
  messages: {
    always:
      '$ssl_client_verify is never empty on a TLS connection: this is true without a certificate too. Compare it with SUCCESS.',
    inverted:
      'Whoever shows a verified certificate is refused here, and everyone else is let in. Refuse with != SUCCESS.',
    failed: 'Whoever shows no certificate passes here: the value is then NONE. Refuse with != SUCCESS.',
    none: 'A certificate that nobody verified passes here: with optional_no_ca the value is then FAILED: with a reason. Refuse with != SUCCESS.',
    never:
      '$ssl_client_verify is never {value}: it is SUCCESS, NONE, or FAILED: with a reason. Compare with SUCCESS: != SUCCESS refuses everyone else.',
  },
  *check({ configuration: { root } }, { uri }) {
    for (const level of levelsWith(root, 'map', 'if')) {
      for (const map of level.own.get('map') ?? []) yield* keysOf(map, uri);
      for (const condition of level.own.get('if') ?? []) {
        const compared = readComparison(condition);
        const doubt = doubtOf(condition, compared, level);
        if (doubt) yield { span: headSpan(condition), message: doubt, proposals: refusal(condition, doubt, uri) };
        if (!compared || isPossible(compared.value)) continue;
        const { value } = compared;
        const first = condition.args[0];
        const last = condition.args.at(-1);
        const meansSuccess = value.toUpperCase() === 'SUCCESS';
        const operator = meansSuccess ? compared.operator : '!=';
        // `= OK` and the like: what is meant is not told.
        const isClear = meansSuccess || (/^FAILED:?$/i.test(value) && compared.operator === '=');
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

interface Comparison {
  readonly operator: string;
  readonly value: string;
}

/** What is possible, and does not do what it looks like. */
function doubtOf(condition: Directive, compared: Comparison | undefined, level: Level): MessageName | undefined {
  if (/^\(\s*\$\{?ssl_client_verify\}?\s*\)$/.test(condition.args.map(({ value }) => value).join(' '))) return 'always';
  const around = serverAround(level) ?? level;
  if (isRefusal(condition) && refusesFailedAlone(condition) && !isOn(valueAt(around, 'ssl_verify_client')))
    return asksFor(around, /^(?:SUCCESS|NONE)$/) ? undefined : 'failed';
  if (compared?.operator !== '=' || !isRefusal(condition)) return undefined;
  if (compared.value === 'SUCCESS') return 'inverted';
  const server = serverAround(level);
  const isUnverified = server && valueAt(server, 'ssl_verify_client')?.value.toLowerCase() === 'optional_no_ca';
  return compared.value === 'NONE' && isUnverified && !asksFor(server, /^SUCCESS$/) ? 'none' : undefined;
}

/** `~ ^FAILED`: whoever shows no certificate passes. */
function refusesFailedAlone({ args }: Directive): boolean {
  const written = args.map(({ value }) => value).join(' ');
  return /^\(\s*\$\{?ssl_client_verify\}? ~\*? \^?FAILED:?(?:\.\*)?\s*\)$/i.test(written);
}

function isRefusal({ body }: Directive): boolean {
  return (
    body?.children.some(({ name, args }) => name.value === 'return' && /^4\d\d$/.test(args[0]?.value ?? '')) ?? false
  );
}

function asksFor(server: Level, value: RegExp): boolean {
  return levelsOf(server).some(({ own }) =>
    (own.get('if') ?? []).some((condition) => value.test(readComparison(condition)?.value ?? '')),
  );
}

function refusal({ args }: Directive, doubt: MessageName, uri: string): Proposal[] {
  const [first, last] = [args[0], args.at(-1)];
  if (!first || !last || doubt === 'always') return [];
  const text = '($ssl_client_verify != SUCCESS)';
  return [
    {
      title: message('Write {condition}', { condition: text }),
      kind: doubt === 'none' ? 'automatic' : 'suggestion',
      edits: [{ uri, span: span(first.span.start, last.span.end), text }],
    },
  ];
}

/** Keys of a map that the variable never has. */
function* keysOf({ args, body }: Directive, uri: string): Iterable<Report<MessageName>> {
  if (!body || !/^\$\{?ssl_client_verify\}?$/.test(args[0]?.value ?? '')) return;
  for (const { name, args: values } of body.children) {
    const { value } = name;
    const isKey = values.length === 1 && value !== 'default' && value !== 'include' && !value.startsWith('~');
    if (!isKey || isPossible(value) || value.toUpperCase() === 'SUCCESS') continue;
    yield {
      span: name.span,
      message: 'never',
      data: { value },
      proposals:
        value.toUpperCase() === 'FAILED'
          ? [
              {
                title: message('Write {condition}', { condition: '~^FAILED' }),
                kind: 'automatic',
                edits: [{ uri, span: name.span, text: '~^FAILED' }],
              },
            ]
          : [],
    };
  }
}

function readComparison({ args }: Directive): Comparison | undefined {
  const written = args.map(({ value }) => value).join(' ');
  const [, operator, value] = /^\(\s*\$\{?ssl_client_verify\}? (!?=) (.*)\)$/.exec(written) ?? [];
  return operator === undefined || value === undefined ? undefined : { operator, value: value.trimEnd() };
}

function isPossible(value: string): boolean {
  return value === 'SUCCESS' || value === 'NONE' || /^FAILED:./.test(value) || value === '' || value.includes('$');
}
