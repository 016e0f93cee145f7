import { message } from '../../base/message.ts';
import { factsOfBlocks } from '../../config/nginx/block-facts.ts';
import { insertAfter, quote } from '../../config/nginx/edits.ts';
import { find, type Level } from '../../config/nginx/level.ts';
import { seesAll } from '../../config/nginx/sight.ts';
import { headSpan } from '../../config/nginx/tree.ts';
import { isOn, readFile } from '../../config/nginx/values.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { FileReference } from '../../tls/context.ts';
import { extension as authorityInfoAccess } from '../../x509/extensions/authority-info-access.ts';
import { nameKey } from '../../x509/name-key.ts';
import type { Certificate } from '../../x509/types.ts';

/** id-ad-ocsp (RFC 5280, 4.2.2.1). */
const ocsp = '1.3.6.1.5.5.7.48.1';

const text = (more: string): string =>
  `server {\n    listen 443 ssl;\n    ssl_certificate certs/server.pem;\n    ssl_certificate_key certs/server.key;\n    ssl_stapling on;\n${more}    resolver 127.0.0.53;\n}\n`;
const files = { 'certs/server.pem': 'with-ocsp', 'certs/server.key': 'server-key', 'certs/ca.pem': 'ca' };

export const docs: RuleDocs = {
  summary: 'Require the issuer of a certificate where its OCSP answer is to be stapled.',
  why: 'To ask the responder nginx needs the issuer’s certificate, from the file of ssl_certificate or of ssl_trusted_certificate. Where it is in neither, nginx ignores ssl_stapling with a warning.',
  exceptions: 'Only what the workspace holds is looked at.',
  invalid: [{ language: 'nginx', text: text(''), fixed: text('    ssl_trusted_certificate certs/ca.pem;\n'), files }],
  valid: [{ language: 'nginx', text: text('    ssl_trusted_certificate certs/ca.pem;\n'), files }],
};

export const rule = defineRule({
  id: 'nginx/stapling-without-issuer',
  subject: 'nginx-configuration',
  severity: 'warning',
  since: '0.1.0',
  references: ['https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling', 'RFC 6960, 4.1.1'],
  messages: {
    missing:
      'The issuer of the certificate is neither in {path} nor in a file of ssl_trusted_certificate: nginx ignores ssl_stapling. Name its certificate there.',
  },
  *check({ configuration }, facts) {
    const told = new Set<number>();
    for (const server of staplingServers(configuration.root)) {
      const directive = find(server, 'ssl_stapling')?.directives.at(-1);
      if (!directive || !isOn(directive.args[0]) || told.has(directive.span.start)) continue;
      if (find(server, 'ssl_stapling_file') || !seesAll(server, /./)) continue;
      const issuers = issuersOf(server, facts);
      const missing = issuers && missingIssuer(server, issuers, facts);
      if (!missing) continue;
      told.add(directive.span.start);
      const { reference, candidates } = missing;
      const paths = find(server, 'ssl_trusted_certificate')
        ? []
        : candidates.flatMap((uri) => facts.workspace.pathLike(reference, uri, facts.uri) ?? []);
      yield {
        span: headSpan(directive),
        message: 'missing',
        data: { path: reference.path },
        proposals: [...new Set(paths)].slice(0, 4).flatMap((path) => {
          const edit = insertAfter(configuration.text, directive, [`ssl_trusted_certificate ${quote(path)};`]);
          return edit
            ? [
                {
                  title: message('Name the issuer in {path}', { path }),
                  kind: 'suggestion' as const,
                  edits: [{ ...edit, uri: facts.uri }],
                },
              ]
            : [];
        }),
      };
    }
  },
});

const staplingServers = factsOfBlocks((levels) =>
  levels.filter((level) => level.kind === 'server' && find(level, 'ssl_stapling') !== undefined),
);

/** The subjects in the files of ssl_trusted_certificate; undefined where one is not known. */
function issuersOf(server: Level, { workspace, uri }: LintFacts): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { args } of find(server, 'ssl_trusted_certificate')?.directives ?? []) {
    const reference = readFile(args[0], 'trust-anchors');
    if (reference === undefined) continue;
    const target = reference === 'unknown' ? undefined : workspace.resolve(reference, uri);
    if (target?.state !== 'found') return undefined;
    for (const { value } of target.objects) if (value?.kind === 'certificate') names.add(nameKey(value.subject));
  }
  return names;
}

function missingIssuer(
  server: Level,
  issuers: ReadonlySet<string>,
  { workspace, uri }: LintFacts,
): { readonly reference: FileReference; readonly candidates: readonly string[] } | undefined {
  for (const { args } of find(server, 'ssl_certificate')?.directives ?? []) {
    const reference = readFile(args[0], 'certificate');
    if (!reference || reference === 'unknown') continue;
    const target = workspace.resolve(reference, uri);
    if (target.state !== 'found') continue;
    const held = target.objects.flatMap(({ value }) => (value?.kind === 'certificate' ? [value] : []));
    const [leaf, ...others] = held;
    if (!leaf || !hasResponder(leaf)) continue;
    const issuer = nameKey(leaf.issuer);
    if (issuers.has(issuer) || others.some(({ subject }) => nameKey(subject) === issuer)) continue;
    const chain = workspace.servedChain(target);
    const found = [
      ...(chain?.missing ?? []).map((one) => one.uri),
      ...anchorsIn(chain?.report?.path.certificates, issuer),
    ];
    return { reference, candidates: found };

    function anchorsIn(path: readonly Certificate[] = [], wanted: string): string[] {
      return path.flatMap((certificate) =>
        nameKey(certificate.subject) === wanted ? (workspace.placeOf(certificate)?.uri ?? []) : [],
      );
    }
  }
  return undefined;
}

function hasResponder({ extensionValues }: Certificate): boolean {
  return (extensionValues.get(authorityInfoAccess) ?? []).some(({ accessMethod }) => accessMethod === ocsp);
}
