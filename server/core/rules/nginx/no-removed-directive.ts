import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsOf, serverAround } from '../../config/nginx/configuration.ts';
import { removalOf } from '../../config/nginx/directives/removed.ts';
import { remove } from '../../config/nginx/edits.ts';
import type { Level } from '../../config/nginx/level.ts';
import { isTlsListen, listens } from '../../config/nginx/read.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { isOn } from '../../config/nginx/values.ts';
import { isAtLeast } from '../../config/nginx/versions.ts';
import type { FileEdit } from '../../lint/finding.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Disallow directives that nginx has removed or ignores.',
  why: 'The directive ssl was removed in nginx 1.25.1: a newer nginx does not start with it. The settings of HTTP/2 push and of SPDY are ignored with a warning.',
  exceptions: 'An nginx older than the one named by tlsense.nginxVersion.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443;\n    ssl on;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n}\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    http2_push_preload on;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n}\n',
    },
  ],
  valid: [{ language: 'nginx', text: 'server {\n    listen 443 ssl;\n}\n' }],
};

export const rule = defineRule({
  id: 'nginx/no-removed-directive',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/CHANGES'],
  messages: {
    removed: 'nginx has no directive {name} since {version} and does not start with it. Remove it.',
    ssl: 'nginx has no directive ssl since {version} and does not start with it. Write ssl into the listen directive instead.',
    ignored: 'nginx ignores {name} since {version}. Remove it.',
  },
  *check({ configuration: { root, text } }, { uri, settings }) {
    for (const level of levelsOf(root)) {
      for (const [name, directives] of level.own) {
        const fate = removalOf(name);
        if (!fate || !isAtLeast(settings.nginxVersion, fate.since)) continue;
        for (const directive of directives) {
          if (directive.body || directive.semicolon === undefined) continue;
          const edits = [
            { ...remove(text, directive), uri },
            ...(name === 'ssl' ? sslListens(level, directive, uri) : []),
          ];
          yield {
            span: headSpan(directive),
            message: name === 'ssl' ? 'ssl' : fate.gone ? 'removed' : 'ignored',
            data: { name, version: fate.since },
            severity: fate.gone ? 'error' : 'warning',
            proposals: [{ title: message('Remove {name}', { name }), kind: 'automatic', edits }],
          };
        }
      }
    }
  },
});

/** The flag that replaces `ssl on` in the same server. */
function sslListens(level: Level, { args }: Directive, uri: string): FileEdit[] {
  const server = serverAround(level);
  if (!server || !isOn(args[0]) || listens(server).some(isTlsListen)) return [];
  return listens(server)
    .filter((listen) => !/(?:^|:)80$/.test(listen.args[0]?.value ?? ''))
    .flatMap(({ args: [address] }) =>
      address ? [{ uri, span: span(address.span.end, address.span.end), text: ' ssl' }] : [],
    );
}
