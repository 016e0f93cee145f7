import { message } from '../../base/message.ts';
import { serversOf } from '../../config/nginx/configuration.ts';
import { remove } from '../../config/nginx/edits.ts';
import { find, type Level } from '../../config/nginx/level.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isOn, readFile } from '../../config/nginx/values.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { extension as authorityInfoAccess } from '../../x509/extensions/authority-info-access.ts';

/** id-ad-ocsp (RFC 5280, 4.2.2.1). */
const ocsp = '1.3.6.1.5.5.7.48.1';

export const docs: RuleDocs = {
  summary: 'Report OCSP stapling for certificates that have no OCSP responder.',
  why: 'With a warning nginx ignores ssl_stapling: the certificate does not say where to ask. Let’s Encrypt has had no OCSP since August 2025, and the rules for public certificates no longer want it.',
  exceptions: 'A responder named by ssl_stapling_responder, or a file by ssl_stapling_file.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    ssl_stapling on;\n    ssl_stapling_verify on;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate /etc/letsencrypt/live/a.example/fullchain.pem;\n    ssl_certificate_key /etc/letsencrypt/live/a.example/privkey.pem;\n    ssl_stapling on;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_certificate /etc/letsencrypt/live/a.example/fullchain.pem;\n    ssl_certificate_key /etc/letsencrypt/live/a.example/privkey.pem;\n}\n',
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    ssl_stapling on;\n    ssl_stapling_responder http://ocsp.internal/;\n}\n',
      files: { 'certs/server.pem': 'server', 'certs/server.key': 'server-key' },
    },
  ],
};

export const rule = defineRule({
  id: 'nginx/stapling-without-responder',
  subject: 'nginx-configuration',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 6066, 8', 'https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling'],
  messages: {
    none: 'The certificate names no OCSP responder: nginx ignores ssl_stapling. Remove it.',
    letsEncrypt:
      'Certificates of Let’s Encrypt have had no OCSP responder since 2025: nginx ignores ssl_stapling. Remove it.',
  },
  *check({ configuration }, facts) {
    const judged = new Map<number, { readonly level: Level; isAll: boolean; isLetsEncrypt: boolean }>();
    const servers = serversOf(configuration);
    for (const server of servers) {
      const found = find(server, 'ssl_stapling');
      const directive = found?.directives.at(-1);
      if (!found || !directive || !isOn(directive.args[0])) continue;
      const state = judged.get(directive.span.start) ?? { level: found.level, isAll: true, isLetsEncrypt: false };
      judged.set(directive.span.start, state);
      const files = (find(server, 'ssl_certificate')?.directives ?? []).map(({ args }) => args[0]);
      const verdicts = files.map((word) => responderOf(readFile(word, 'certificate'), facts));
      const isOtherwise = find(server, 'ssl_stapling_responder') ?? find(server, 'ssl_stapling_file');
      if (isOtherwise || verdicts.length === 0 || verdicts.some((verdict) => verdict === 'unknown'))
        state.isAll = false;
      if (verdicts.includes('lets-encrypt')) state.isLetsEncrypt = true;
    }
    for (const [start, { level, isAll, isLetsEncrypt }] of judged) {
      const directive = level.own.get('ssl_stapling')?.find(({ span }) => span.start === start);
      if (!isAll || !directive) continue;
      const verify = level.own.get('ssl_stapling_verify') ?? [];
      yield {
        span: headSpan(directive),
        message: isLetsEncrypt ? 'letsEncrypt' : 'none',
        proposals:
          directive.semicolon === undefined
            ? []
            : [
                {
                  title: message('Remove {name}', { name: 'ssl_stapling' }),
                  kind: 'automatic',
                  edits: [directive, ...verify].map((each) => ({
                    ...remove(configuration.text, each),
                    uri: facts.uri,
                  })),
                },
              ],
      };
    }
  },
});

function responderOf(
  reference: ReturnType<typeof readFile>,
  { workspace, uri }: LintFacts,
): 'none' | 'lets-encrypt' | 'unknown' {
  if (!reference || reference === 'unknown') return 'unknown';
  const target = workspace.resolve(reference, uri);
  if (target.state !== 'found') return /\/letsencrypt\/live\//.test(reference.path) ? 'lets-encrypt' : 'unknown';
  const leaf = target.objects.find(({ value }) => value?.kind === 'certificate')?.value;
  if (leaf?.kind !== 'certificate') return 'unknown';
  const access = leaf.extensionValues.get(authorityInfoAccess) ?? [];
  return access.some(({ accessMethod }) => accessMethod === ocsp) ? 'unknown' : 'none';
}
