import { message } from '../../base/message.ts';
import { levelsWith } from '../../config/nginx/configuration.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const units: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  y: 31_536_000,
};
const day = 86_400;

export const docs: RuleDocs = {
  summary: 'Suggest resuming TLS sessions for a day at most.',
  why: 'A resumed session goes on with the keys and the client certificate of its first handshake: who gets hold of the session or ticket key reads them all, and a certificate revoked meanwhile is not looked at again. TLS 1.3 allows seven days (RFC 8446, 4.6.1).',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_session_timeout 365d;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n    ssl_session_timeout 1d;\n}\n',
    },
  ],
  valid: [{ language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_session_timeout 1d;\n}\n' }],
};

export const rule = defineRule({
  id: 'nginx/long-session-timeout',
  subject: 'nginx-configuration',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 8446, 4.6.1', 'RFC 9325, 3.4'],
  messages: {
    long: 'Sessions are resumed for {value}: their keys and certificates are not checked again for so long. Use a day at most.',
  },
  *check({ configuration: { root } }, { uri }) {
    for (const level of levelsWith(root, 'ssl_session_timeout')) {
      for (const directive of level.own.get('ssl_session_timeout') ?? []) {
        const value = directive.args[0];
        if (!value || secondsOf(value.value) <= day) continue;
        yield {
          span: headSpan(directive),
          message: 'long',
          data: { value: value.value.slice(0, 40) },
          severity: secondsOf(value.value) > 7 * day ? 'warning' : 'information',
          proposals: [
            {
              title: message('Use one day'),
              kind: 'automatic',
              edits: [{ uri, span: value.span, text: '1d' }],
            },
          ],
        };
      }
    }
  },
});

/** 0 where it is no time. */
function secondsOf(value: string): number {
  if (!/^\d{1,12}(?:(?:(?:ms|[smhdwMy]) ?| )\d{1,12}){0,7}(?:(?:ms|[smhdwMy]) ?| )?$/.test(value)) return 0;
  let seconds = 0;
  for (const [, count, unit = 's'] of value.matchAll(/(\d+)(ms|[smhdwMy])?/g))
    seconds += Number(count) * (units[unit] ?? 0);
  return seconds;
}
