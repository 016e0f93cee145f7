import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import { reorder } from '../../lint/chain-edits.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { displayPath } from '../../workspace/paths.ts';

const text = 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report certificate files whose certificates are not in the order from the leaf to its issuers.',
  why: 'The first certificate of the file is taken for the own one. With a CA in its place the service does not start, or starts and fails every handshake; further up some clients give up on a chain that jumps.',
  exceptions: 'A certificate may follow any that it issued: cross-signed intermediates are no mistake.',
  invalid: [
    {
      language: 'nginx',
      text,
      fixed: text,
      files: { 'server.pem': 'intermediate+issued-leaf', 'ca.pem': 'ca' },
      fixedFiles: { 'server.pem': 'issued-leaf+intermediate' },
    },
  ],
  valid: [{ language: 'nginx', text, files: { 'server.pem': 'issued-leaf+intermediate', 'ca.pem': 'ca' } }],
};

export const rule = defineRule({
  id: 'reference/chain-order',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 8446, 4.4.2', 'RFC 5246, 7.4.2', 'nginx: ssl_certificate'],
  messages: {
    leafNotFirst:
      '{path} does not begin with the certificate of {leaf}: what stands first is taken for the own one. Put it first, its issuers behind it.',
    order: 'The certificates in {path} are not in order: each must be followed by its issuer ({names}).',
  },
  *check({ reference, target }, { uri, workspace }) {
    if (reference.purpose !== 'certificate') return;
    const chain = workspace.servedChain(target);
    if (!chain || chain.isInOrder) return;
    const { leaf, ordered, written } = chain;
    const names = ordered
      .slice(0, ordered.length - chain.unrelated.length)
      .map(({ certificate }) => displayName(certificate))
      .join(' ← ');
    yield {
      span: reference.span,
      message: written[0] === leaf ? 'order' : 'leafNotFirst',
      data: { path: reference.path, leaf: displayName(leaf.certificate), names },
      related: [{ uri: chain.uri, span: leaf.object.span, message: message('The own certificate') }],
      proposals: chain.validates
        ? [
            {
              title: message('Put the certificates in {path} in order', { path: displayPath(chain.uri, uri) }),
              kind: 'automatic',
              edits: reorder(chain),
            },
          ]
        : [],
    };
  },
});
