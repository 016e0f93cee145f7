import { message } from '../../base/message.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';
import type { TlsContext } from '../../tls/context.ts';

/** More than these are a list to choose from, not a quick fix. */
const offeredAnchors = 4;

export const docs: RuleDocs = {
  summary: 'Disallow switching verification off for every connection of a process, a user or a machine.',
  why: 'Such a switch also holds for connections that nobody thought of: downloads of packages, sign-ins, other services. Whoever is on the way can pose as any of them. Name the CA that is missing as a trust anchor instead.',
  exceptions:
    'A value that the program does not take as off is not reported: Node.js takes `0` alone, npm `false` alone. git takes any value of `GIT_SSL_NO_VERIFY`, even `0`, as off.',
  invalid: [
    {
      language: 'shell',
      text: 'export NODE_TLS_REJECT_UNAUTHORIZED=0\nnode server.js\n',
      fixed: 'export NODE_TLS_REJECT_UNAUTHORIZED=1\nnode server.js\n',
    },
    {
      language: 'shell',
      text: 'export NODE_TLS_REJECT_UNAUTHORIZED=0\nnode server.js\n',
      fixed: 'export NODE_EXTRA_CA_CERTS=certs/ca.pem\nnode server.js\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'shell',
      text: 'git config --global http.sslVerify false\n',
      fixed: 'git config --global http.sslVerify true\n',
    },
    { language: 'dotfile', text: 'strict-ssl=false\n', fixed: 'strict-ssl=true\n' },
    {
      language: 'dotfile',
      text: '; the proxy\nstrict-ssl = false\n',
      fixed: '; the proxy\ncafile = certs/ca.pem\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    { language: 'shell', text: 'export GIT_SSL_NO_VERIFY=0\n', fixed: 'unset GIT_SSL_NO_VERIFY\n' },
    {
      language: 'dockerfile',
      text: 'FROM node:24\nENV NODE_TLS_REJECT_UNAUTHORIZED=0 PORT=8443\n',
      fixed: 'FROM node:24\nENV NODE_TLS_REJECT_UNAUTHORIZED=1 PORT=8443\n',
    },
    {
      language: 'yaml',
      text: 'services:\n  api:\n    image: api\n    environment:\n      - GIT_SSL_NO_VERIFY=1\n',
      fixed: 'services:\n  api:\n    image: api\n',
    },
    { language: 'environment', text: 'PORT=8443\nPGSSLMODE=require\n', fixed: 'PORT=8443\nPGSSLMODE=verify-full\n' },
  ],
  valid: [
    { language: 'shell', text: 'export NODE_TLS_REJECT_UNAUTHORIZED=1\nexport NODE_EXTRA_CA_CERTS=certs/ca.pem\n' },
    { language: 'shell', text: 'npm config set strict-ssl true\n' },
    { language: 'shell', text: 'echo "never set NODE_TLS_REJECT_UNAUTHORIZED=0"\n' },
    { language: 'environment', text: 'NODE_TLS_REJECT_UNAUTHORIZED=false\nVAULT_SKIP_VERIFY=false\n' },
    { language: 'yaml', text: 'env:\n  NODE_TLS_REJECT_UNAUTHORIZED: {{ reject }}\n' },
  ],
};

export const rule = defineRule({
  id: 'tls/no-global-disabled-verification',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: [
    'RFC 8446, 4.4.2',
    'CWE-295',
    'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue',
    'git-config(1)',
  ],
  messages: {
    global:
      'This switches verification off for every connection of whoever reads it: anyone on the way can pose as any server. Trust the CA that is missing instead.',
  },
  *check({ context }, facts) {
    const setting = context.peerVerification;
    if (!context.isGlobal || context.role !== 'client' || setting?.value !== 'none') return;
    yield { span: setting.span, message: 'global', proposals: proposals(context, facts) };
  },
});

function proposals(context: TlsContext, { workspace, uri }: LintFacts): Proposal[] {
  const anchors = workspace.trustAnchorsFor(context, uri).slice(0, offeredAnchors);
  return [
    ...anchors.map(
      ({ path }): Proposal => ({
        title: message('Verify, and trust the CA in {path}', { path }),
        kind: 'suggestion',
        change: { setting: 'verify-peer', trustAnchors: path },
      }),
    ),
    { title: message('Turn verification on'), kind: 'automatic', change: { setting: 'verify-peer' } },
  ];
}
