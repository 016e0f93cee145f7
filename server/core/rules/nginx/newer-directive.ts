import { message } from '../../base/message.ts';
import { span } from '../../base/span.ts';
import { levelsOf, type NginxConfiguration, serverAround } from '../../config/nginx/configuration.ts';
import { firstVersionOf } from '../../config/nginx/directives/since.ts';
import { remove } from '../../config/nginx/edits.ts';
import type { Level } from '../../config/nginx/level.ts';
import { isTlsListen, listens } from '../../config/nginx/read.ts';
import { type Directive, headSpan } from '../../config/nginx/tree.ts';
import { isOn } from '../../config/nginx/values.ts';
import { isAtLeast } from '../../config/nginx/versions.ts';
import type { FileEdit } from '../../lint/finding.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';

export const docs: RuleDocs = {
  summary: 'Report directives that the nginx in use does not have yet.',
  why: 'With an unknown directive nginx does not start. Which version it is says the setting tlsense.nginxVersion.',
  invalid: [
    {
      language: 'nginx',
      settings: { nginxVersion: '1.22' },
      text: 'server {\n    listen 443 ssl;\n    http2 on;\n}\n',
      fixed: 'server {\n    listen 443 ssl http2;\n}\n',
    },
    {
      language: 'nginx',
      settings: { nginxVersion: '1.26.3' },
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate_compression on;\n}\n',
      fixed: 'server {\n    listen 443 ssl;\n}\n',
    },
  ],
  valid: [
    { language: 'nginx', text: 'server {\n    listen 443 ssl;\n    http2 on;\n}\n' },
    {
      language: 'nginx',
      settings: { nginxVersion: '1.18' },
      text: 'server {\n    listen 443 ssl;\n    ssl_early_data off;\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/newer-directive',
  subject: 'nginx-configuration',
  reach: 'block',
  severity: 'error',
  since: '0.1.0',
  references: ['https://nginx.org/en/CHANGES', 'https://nginx.org/en/docs/dirindex.html'],
  messages: {
    newer: '{name} came with nginx {since}: nginx {version} does not know it and does not start.',
    http2:
      'http2 came with nginx {since}: nginx {version} does not know it and does not start. Write http2 into the listen directive.',
  },
  *check({ configuration }, { settings, uri }) {
    if (!configuration.isCertain) return;
    const { nginxVersion: version } = settings;
    for (const level of levelsOf(configuration.root)) {
      for (const [name, directives] of level.own) {
        const since = firstVersionOf(name, level);
        if (since === undefined || isAtLeast(version, since)) continue;
        for (const directive of directives) {
          if (directive.body || directive.semicolon === undefined) continue;
          yield {
            span: headSpan(directive),
            message: name === 'http2' ? 'http2' : 'newer',
            data: { name, since, version },
            proposals: [proposal(name, directive, level, configuration, uri)],
          };
        }
      }
    }
  },
});

function proposal(
  name: string,
  directive: Directive,
  level: Level,
  { text }: NginxConfiguration,
  uri: string,
): Proposal {
  const edits: FileEdit[] = [{ ...remove(text, directive), uri }];
  const server = serverAround(level);
  if (name === 'http2' && server && isOn(directive.args[0])) {
    for (const { args } of listens(server).filter(isTlsListen)) {
      const ssl = args.find(({ value }) => value === 'ssl');
      if (!ssl || args.some(({ value }) => value === 'http2')) continue;
      edits.push({ uri, span: span(ssl.span.end, ssl.span.end), text: ' http2' });
    }
    return { title: message('Write http2 into listen'), kind: 'automatic', edits };
  }
  return { title: message('Remove {name}', { name }), kind: 'suggestion', edits };
}
