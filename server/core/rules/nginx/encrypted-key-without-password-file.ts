import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { find } from '../../config/nginx/level.ts';
import { nginxLimits } from '../../config/nginx/limits.ts';
import { seesAll } from '../../config/nginx/sight.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { readFile } from '../../config/nginx/values.ts';
import type { ReferenceTarget } from '../../lint/facts.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Require a password file for an encrypted private key.',
  why: 'When it starts, nginx asks for the passphrase on the terminal. Started by the system there is none: it does not come up after a restart.',
  exceptions: 'A server that a person starts and types the passphrase for.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'encrypted-key' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_password_file certs/passwords;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'encrypted-key' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/encrypted-key-without-password-file',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_password_file'],
  messages: {
    asks: 'The private key is encrypted: nginx asks for its passphrase, and does not start without a terminal. Add ssl_password_file, or store the key unencrypted with tight permissions.',
  },
  *check({ configuration }, { workspace, uri }) {
    // Many servers have the same key.
    const states = new Map<string, ReferenceTarget>();
    for (const { server, directive, path } of keysIn(configuration.root)) {
      yield;
      const reference = states.has(path) ? undefined : readFile(directive.args[0], 'private-key');
      if (reference && reference !== 'unknown') states.set(path, workspace.resolve(reference, uri));
      const target = states.get(path);
      if (target?.state !== 'found') continue;
      const key = target.objects.find(({ value }) => value?.kind === 'private-key');
      if (key?.value?.kind !== 'private-key' || !key.value.encrypted) continue;
      if (!seesAll(server, /ssl|tls|pass|key|cert/i)) continue;
      yield {
        span: headSpan(directive),
        message: 'asks',
        related: [{ uri: target.uri, span: key.span, message: message('The private key') }],
      };
    }
  },
});

/** The keys of servers that no file with a passphrase is named for. */
const keysIn = factsOfBlocks((levels) =>
  levels.flatMap((server) => {
    if (server.kind !== 'server' || find(server, 'ssl_password_file')) return [];
    const keys = find(server, 'ssl_certificate_key')?.directives.slice(0, nginxLimits.inherited) ?? [];
    return keys.map((directive) => ({ server, directive, path: directive.args[0]?.value ?? '' }));
  }),
);
