import { message } from '../../base/message.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';
import type { TlsContext } from '../../tls/context.ts';

/** More than these are a list to choose from, not a quick fix. */
const offeredAnchors = 4;

/** Where Debian and its like keep the CAs of the Web. */
const systemBundle = '/etc/ssl/certs/ca-certificates.crt';

export const docs: RuleDocs = {
  summary: 'Require that the peer of a TLS connection is verified where nothing does it by itself.',
  why: 'By itself nginx encrypts what it sends to an https:// peer and accepts whatever certificate comes back, until proxy_ssl_verify is on: anyone on the way can be the peer, read everything and change it.',
  exceptions: 'A peer on the same machine is only pointed out, and one behind a Unix domain socket is not.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_pass https://db.internal;\n    }\n}\n',
      fixed:
        'server {\n    location / {\n        proxy_pass https://db.internal;\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n        proxy_ssl_server_name on;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    proxy_ssl_verify on;\n    proxy_ssl_trusted_certificate certs/ca.pem;\n    location / {\n        proxy_pass https://db.internal;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    { language: 'nginx', text: 'server {\n    location / {\n        proxy_pass http://127.0.0.1:8080;\n    }\n}\n' },
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_pass https://unix:/run/app.sock:/;\n    }\n}\n',
    },
  ],
};

export const rule = defineRule({
  id: 'tls/require-upstream-verification',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8446, 4.4.2', 'RFC 9525', 'CWE-295'],
  messages: {
    local:
      "Nothing verifies the server's certificate here: whatever takes its address on this machine can pose as it. Turn verification on, and trust its CA.",
    absent:
      "Nothing verifies the server's certificate here: anyone on the way can pose as the server. Turn verification on, and trust its CA.",
    identity:
      'This client certificate is shown to whoever answers, for nothing verifies the server. Turn verification on.',
  },
  *check({ context }, facts) {
    const isOff = context.peerVerification === undefined || context.peerVerification.value === 'none';
    if (context.role !== 'client' || context.verifiesByDefault !== false || !isOff) return;
    // Who may open a socket is for the file system to say.
    if (context.peersAt === 'socket') return;
    const isLocal = context.peersAt === 'machine';
    const [certificate] = context.certificates ?? [];
    if (certificate?.origin === 'explicit')
      yield { span: certificate.span, message: 'identity', ...(isLocal && { severity: 'information' as const }) };
    if (context.peerVerification) return;
    yield {
      span: context.nameSpan,
      message: isLocal ? 'local' : 'absent',
      ...(isLocal && { severity: 'information' as const }),
      proposals: proposals(context, facts),
    };
  },
});

function proposals(context: TlsContext, { workspace, uri }: LintFacts): Proposal[] {
  if (context.hasTrustAnchors) {
    return [{ title: message('Turn verification on'), kind: 'automatic', change: { setting: 'verify-peer' } }];
  }
  const anchors = workspace.trustAnchorsFor(context, uri).slice(0, offeredAnchors);
  const system: Proposal = {
    title: message('Verify, and trust the CAs of the system'),
    kind: 'suggestion',
    change: { setting: 'verify-peer', trustAnchors: systemBundle },
  };
  return [
    ...anchors.map(
      ({ path, intermediates }): Proposal => ({
        title: message('Verify, and trust the CA in {path}', { path }),
        kind: 'suggestion',
        change: { setting: 'verify-peer', trustAnchors: path, intermediates },
      }),
    ),
    system,
  ];
}
