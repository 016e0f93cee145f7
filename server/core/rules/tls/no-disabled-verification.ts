import { message } from '../../base/message.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type Proposal, type RuleDocs } from '../../lint/rule.ts';
import type { TlsContext } from '../../tls/context.ts';

/** More than these are a list to choose from, not a quick fix. */
const offeredAnchors = 4;

export const docs: RuleDocs = {
  summary: 'Disallow connections that accept any certificate of the peer.',
  why: 'Without verification TLS hides the data from onlookers but not from whoever answers: anyone on the way can be the peer, read everything and change it. A private CA is no reason: name it as the trust anchor.',
  exceptions:
    'A tool that only looks at what a server presents. A server that asks for client certificates and decides in its own code must check the outcome there.',
  invalid: [
    {
      language: 'shell',
      text: 'curl -sSk https://db.internal/health\n',
      fixed: 'curl --cacert certs/ca.pem -sS https://db.internal/health\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'shell',
      text: 'wget -q \\\n  --no-check-certificate \\\n  https://db.internal/dump\n',
      fixed: 'wget -q \\\n  https://db.internal/dump\n',
    },
    {
      language: 'makefile',
      text: 'fetch:\n\t@git -c http.sslVerify=false clone https://git.internal/app\n',
      fixed: 'fetch:\n\t@git clone https://git.internal/app\n',
    },
    {
      language: 'dockerfile',
      text: 'FROM debian:13\nRUN apt-get update && \\\n    # the proxy\n    pip install --trusted-host pypi.internal app\n',
      fixed: 'FROM debian:13\nRUN apt-get update && \\\n    # the proxy\n    pip install app\n',
    },
    {
      language: 'yaml',
      text: 'jobs:\n  health:\n    steps:\n      - run: |\n          kubectl get pods --insecure-skip-tls-verify\n',
      fixed: 'jobs:\n  health:\n    steps:\n      - run: |\n          kubectl get pods\n',
    },
    {
      language: 'markdown',
      text: 'Try it:\n\n```sh\ncurl --insecure https://db.internal\n```\n',
      fixed: 'Try it:\n\n```sh\ncurl https://db.internal\n```\n',
    },
    {
      language: 'javascript',
      text: "const https = require('node:https');\nhttps.get({ host: 'db.internal', rejectUnauthorized: false });\n",
      fixed: "const https = require('node:https');\nhttps.get({ host: 'db.internal' });\n",
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\ncontext.check_hostname = False\ncontext.verify_mode = ssl.CERT_NONE\n',
      fixed: 'import ssl\n\ncontext = ssl.create_default_context()\n',
    },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\nif args.insecure:\n    context.check_hostname = False\n    context.verify_mode = ssl.CERT_NONE\n',
    },
    {
      language: 'javascript',
      text: "const https = require('node:https');\n\nclass Client {\n  constructor() {\n    this.verifies = false;\n  }\n\n  get(path) {\n    return https.get({ host: 'db.internal', path, rejectUnauthorized: this.verifies });\n  }\n}\n",
      fixed:
        "const https = require('node:https');\n\nclass Client {\n  constructor() {\n    this.verifies = false;\n  }\n\n  get(path) {\n    return https.get({ host: 'db.internal', path });\n  }\n}\n",
    },
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_pass https://db.internal;\n        proxy_ssl_verify off;\n    }\n}\n',
      fixed:
        'server {\n    location / {\n        proxy_pass https://db.internal;\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n        proxy_ssl_server_name on;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'http {\n    js_fetch_verify off;\n    js_fetch_trusted_certificate certs/ca.pem;\n}\n',
      fixed: 'http {\n    js_fetch_verify on;\n    js_fetch_trusted_certificate certs/ca.pem;\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
  valid: [
    { language: 'nginx', text: 'http {\n    js_fetch_verify on;\n    js_fetch_verify_depth 2;\n}\n' },
    { language: 'shell', text: 'curl --cacert certs/ca.pem https://db.internal/health\n# never curl -k\n' },
    { language: 'shell', text: "grep -k 'curl -k' notes && curl -K settings -o -k https://db.internal\n" },
    {
      language: 'javascript',
      text: "require('node:https').get({ host: 'db.internal', rejectUnauthorized: true });\n",
    },
    { language: 'python', text: 'import ssl\n\ncontext = ssl.create_default_context()\n' },
    {
      language: 'python',
      text: 'import ssl\n\ncontext = ssl.create_default_context()\nif args.ca:\n    context.load_verify_locations(args.ca)\n',
    },
    {
      language: 'nginx',
      text: 'server {\n    location / {\n        proxy_pass https://db.internal;\n        proxy_ssl_verify on;\n        proxy_ssl_trusted_certificate certs/ca.pem;\n    }\n}\n',
      files: { 'certs/ca.pem': 'ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'tls/no-disabled-verification',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 8446, 4.4.2', 'RFC 9525', 'CWE-295'],
  messages: {
    local:
      "The server's certificate is not verified: whatever takes its address on this machine can pose as it. Trust its CA instead of switching verification off.",
    unused:
      'Verification is switched off for connections of which there are none here: it would stay off for the next one. Remove it.',
    client:
      "The server's certificate is not verified: anyone on the way can pose as the server. Trust its CA instead of switching verification off.",
    sometimes:
      "On some ways through the program the server's certificate is not verified: anyone on the way can pose as the server then. Let people name the CA to trust instead of switching verification off.",
    inspected:
      'Client certificates are not verified here: whatever looks at them has to refuse those that it does not know.',
    server:
      "Client certificates are asked for but not verified: any certificate, or none, gets in. Require certificates of the clients' CA.",
  },
  *check({ context }, facts) {
    const setting = context.peerVerification;
    const sometimes = context.role === 'client' ? context.sometimes?.peerVerification : undefined;
    if (sometimes?.value === 'none') {
      yield {
        span: sometimes.span,
        message: 'sometimes',
        severity: 'information',
        related: [{ uri: facts.uri, span: sometimes.condition, message: message('What decides it') }],
      };
      return;
    }
    // What holds for more than one connection is tls/no-global-disabled-verification's.
    if (!setting || context.isGlobal) return;
    const insecure = context.role === 'client' ? setting.value === 'none' : setting.value === 'unverified';
    if (!insecure) return;
    // Who may open a socket is for the file system to say.
    if (context.peersAt === 'socket') return;
    if (context.hasNoConnections) {
      yield { span: setting.span, message: 'unused', severity: 'hint' };
      return;
    }
    // A server that looks at the outcome itself may be meant so.
    const isLocal = context.peersAt === 'machine';
    const severity = context.inspectsPeer || isLocal ? 'information' : undefined;
    yield {
      span: setting.span,
      message: isLocal ? 'local' : context.inspectsPeer ? 'inspected' : context.role,
      ...(severity && { severity }),
      proposals: proposals(context, facts),
    };
  },
});

function proposals(context: TlsContext, { workspace, uri }: LintFacts): Proposal[] {
  const plain: Proposal = {
    title: message('Turn verification on'),
    kind: 'automatic',
    change: { setting: 'verify-peer' },
  };
  if (context.hasTrustAnchors) return [plain];
  const anchors = workspace.trustAnchorsFor(context, uri).slice(0, offeredAnchors);
  return [
    ...anchors.map(
      ({ path, intermediates }): Proposal => ({
        title: message('Verify, and trust the CA in {path}', { path }),
        kind: 'suggestion',
        change: { setting: 'verify-peer', trustAnchors: path, intermediates },
      }),
    ),
    plain,
  ];
}
