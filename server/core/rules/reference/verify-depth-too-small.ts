import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import { type Authority, pathToRoot, peerAuthorities } from '../../lint/peer-authorities.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';

const text = (depth: string): string =>
  `server {\n    listen 443 ssl;\n    ssl_client_certificate clients.pem;\n    ssl_verify_client on;\n${depth}}\n`;

export const docs: RuleDocs = {
  summary: 'Report a verification depth below what the configured CAs need.',
  why: 'The depth is how many intermediate CAs may stand between a certificate and its root (nginx: 1 where nothing is said). Certificates further down are refused (“certificate chain too long”, error 22, or error 20).',
  exceptions:
    'What counts are the CAs in the configured files: whether the lowest of them issues certificates for peers is not known, but there is no other reason to name it.',
  invalid: [
    {
      language: 'nginx',
      text: text(''),
      fixed: text('    ssl_verify_depth 2;\n'),
      files: { 'clients.pem': 'lower-intermediate+intermediate+ca' },
    },
    {
      language: 'nginx',
      text: text('    ssl_verify_depth 1; # enough?\n'),
      fixed: text('    ssl_verify_depth 2; # enough?\n'),
      files: { 'clients.pem': 'lower-intermediate+intermediate+ca' },
    },
  ],
  valid: [
    { language: 'nginx', text: text(''), files: { 'clients.pem': 'intermediate+ca' } },
    {
      language: 'nginx',
      text: text('    ssl_verify_depth 2;\n'),
      files: { 'clients.pem': 'lower-intermediate+intermediate+ca' },
    },
  ],
};

export const rule = defineRule({
  id: 'reference/verify-depth-too-small',
  subject: 'tls-context',
  severity: 'error',
  since: '0.1.0',
  references: ['OpenSSL: SSL_CTX_set_verify_depth', 'nginx: ssl_verify_depth'],
  messages: {
    tooSmall:
      'A depth of {depth} refuses the certificates of {name}: {needed} intermediate CAs stand between them and the root. Set {needed}.',
    default:
      'Without a depth, {depth} holds, which refuses the certificates of {name}: {needed} intermediate CAs stand between them and the root. Set {needed}.',
  },
  *check({ context }, facts) {
    const { verifyDepth } = context;
    if (!verifyDepth || verifyDepth.value === 'unknown') return;
    const held = peerAuthorities(context, facts);
    if (!held) return;
    let needed = verifyDepth.value;
    let lowest: Authority | undefined;
    for (const one of held.values()) {
      if (!one.decides || !one.certificate.basicConstraints?.cA) continue;
      const path = pathToRoot(one.certificate, facts.workspace, ({ sha256 }) => held.has(sha256));
      if (!path || path.length - 1 <= needed) continue;
      needed = path.length - 1;
      lowest = one;
    }
    if (!lowest) return;
    yield {
      span: verifyDepth.span,
      message: verifyDepth.origin === 'default' ? 'default' : 'tooSmall',
      data: { depth: verifyDepth.value, name: displayName(lowest.certificate), needed },
      related: [{ uri: lowest.uri, span: lowest.object.span, message: message('The CA') }],
      proposals: [
        {
          title: message('Set the depth to {depth}', { depth: needed }),
          kind: 'automatic',
          change: { setting: 'verify-depth', value: needed },
        },
      ],
    };
  },
});
