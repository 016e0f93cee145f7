import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import { appendCertificates } from '../../lint/chain-edits.ts';
import { type Authority, pathToRoot, peerAuthorities } from '../../lint/peer-authorities.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { displayPath } from '../../workspace/paths.ts';

const text =
  'server {\n    listen 443 ssl;\n    ssl_client_certificate clients.pem;\n    ssl_verify_client on;\n    ssl_verify_depth 2;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report files of trust anchors that hold an intermediate CA and not the root above it.',
  why: 'OpenSSL accepts no path that does not end at a self-signed certificate, unless a program allows partial chains: every certificate of that CA is refused (“unable to get issuer certificate”).',
  exceptions:
    'Programs that allow partial chains are not reported: Node.js with `allowPartialTrustChain`, Python with VERIFY_X509_PARTIAL_CHAIN, which `create_default_context` sets from 3.13 on.',
  invalid: [
    {
      language: 'nginx',
      text,
      fixed: text,
      files: { 'clients.pem': 'intermediate', 'ca/root.pem': 'ca' },
      fixedFiles: { 'clients.pem': 'intermediate+ca' },
    },
    {
      language: 'javascript',
      text: "import fs from 'node:fs';\nimport tls from 'node:tls';\n\ntls.connect({ host: 'db.internal', ca: fs.readFileSync('upper.pem') });\n",
      files: { 'upper.pem': 'intermediate' },
    },
  ],
  valid: [
    { language: 'nginx', text, files: { 'clients.pem': 'intermediate+ca' } },
    { language: 'nginx', text, files: { 'clients.pem': 'ca' } },
    {
      language: 'nginx',
      text: text.replace('}', '    ssl_trusted_certificate stapling.pem;\n}'),
      files: { 'clients.pem': 'other-ca', 'stapling.pem': 'intermediate' },
    },
    {
      language: 'javascript',
      text: "import fs from 'node:fs';\nimport tls from 'node:tls';\n\ntls.connect({ host: 'db.internal', ca: fs.readFileSync('upper.pem'), allowPartialTrustChain: true });\n",
      files: { 'upper.pem': 'intermediate' },
    },
  ],
};

export const rule = defineRule({
  id: 'reference/client-ca-without-root',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['OpenSSL: X509_V_FLAG_PARTIAL_CHAIN'],
  messages: {
    rootless:
      '{path} holds {names} without the root CA above: a path has to end at a self-signed certificate, so that every certificate of this CA is refused. Add the root.',
  },
  *check({ context }, facts) {
    const { uri, workspace } = facts;
    if (!context.requiresRoot) return;
    const held = peerAuthorities(context, facts);
    if (!held) return;
    const isHeld = ({ sha256 }: { readonly sha256: string }): boolean => held.has(sha256);
    const rootless = [...held.values()].filter(
      ({ certificate, decides }) =>
        decides && certificate.basicConstraints?.cA && !pathToRoot(certificate, workspace, isHeld),
    );
    for (const { reference, members } of byFile(rootless)) {
      // Beside a CA that works, another one of the file may have been left over.
      const works = [...held.values()].some((one) => one.uri === members[0].uri && !rootless.includes(one));
      const [first] = members;
      const whole = pathToRoot(first.certificate, workspace, () => true);
      const missing = (whole ?? []).filter((one) => !isHeld(one));
      const names = members.map(({ certificate }) => displayName(certificate));
      const rootNames = missing.map(displayName);
      yield {
        span: reference.span,
        message: 'rootless',
        data: { path: reference.path, names },
        ...(works && { severity: 'warning' as const }),
        related: members.map(({ uri: at, object }) => ({ uri: at, span: object.span, message: message('The CA') })),
        proposals:
          missing.length === 0
            ? []
            : [
                {
                  title: message('Append {names} to {path}', { names: rootNames, path: displayPath(first.uri, uri) }),
                  kind: 'suggestion',
                  edits: appendCertificates(first.uri, first.object, missing),
                },
              ],
      };
    }
  },
});

type Members = readonly [Authority, ...Authority[]];

function byFile(
  authorities: readonly Authority[],
): { readonly reference: Authority['reference']; readonly members: Members }[] {
  const files = new Map<string, [Authority, ...Authority[]]>();
  for (const one of authorities) {
    const members = files.get(one.uri);
    if (members) members.push(one);
    else files.set(one.uri, [one]);
  }
  return [...files.values()].map((members) => ({ reference: members[0].reference, members }));
}
