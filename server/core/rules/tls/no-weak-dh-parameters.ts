import { message } from '../../base/message.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { PkiObject } from '../../x509/types.ts';

const least = 2048;

export const docs: RuleDocs = {
  summary: 'Disallow Diffie-Hellman parameters under 2048 bits.',
  why: 'The precomputation that breaks a 1024-bit group is within reach, and counts for everyone who uses the group (Logjam). RFC 10015 deprecates the finite-field exchange altogether: without parameters nginx offers none, and elliptic curves take its place.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_dhparam certs/dhparam-1024.pem;\n}\n',
    },
  ],
  valid: [{ language: 'nginx', text: 'server {\n    listen 443 ssl;\n    ssl_dhparam certs/ffdhe2048.pem;\n}\n' }],
};

export const rule = defineRule({
  id: 'tls/no-weak-dh-parameters',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 10015', 'RFC 9325, 4.1', 'CWE-326'],
  messages: {
    short: 'These Diffie-Hellman parameters have {bits} bits: they can be broken. Remove them, or use ffdhe2048.',
    name: 'By its name this file holds Diffie-Hellman parameters of {bits} bits: they can be broken. Remove it, or use ffdhe2048.',
  },
  *check({ context }, { workspace, uri }) {
    const setting = context.dhParameters;
    if (!setting || setting.value === 'unknown') return;
    const target = workspace.resolve(setting.value, uri);
    if (target.state === 'found') {
      for (const object of target.objects) {
        const bits = bitsOf(object);
        if (bits === undefined || bits >= least) continue;
        yield {
          span: setting.span,
          message: 'short',
          data: { bits },
          related: [{ uri: target.uri, span: object.span, message: message('The parameters') }],
        };
      }
      return;
    }
    const named = /(?:^|[^0-9])(512|768|1024|1536)(?:[^0-9]|$)/.exec(setting.value.path)?.[1];
    if (named) yield { span: setting.span, message: 'name', data: { bits: Number(named) } };
  },
});

function bitsOf({ value }: PkiObject): number | undefined {
  return value?.kind === 'parameters' && value.of === 'DH' ? value.bits : undefined;
}
