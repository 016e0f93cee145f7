import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import { removeCertificates } from '../../lint/chain-edits.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { displayPath } from '../../workspace/paths.ts';

const text = 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report certificate files that send the root along.',
  why: 'A peer that trusts the root has it already, and one that does not will not trust it for being sent: it only makes every handshake longer.',
  exceptions:
    'It is taken out by the quick fix only where the root also lies in another file of the workspace, and where this file is not what peers are verified with.',
  invalid: [
    {
      language: 'nginx',
      text,
      fixed: text,
      files: { 'server.pem': 'issued-leaf+intermediate+ca', 'ca.pem': 'ca' },
      fixedFiles: { 'server.pem': 'issued-leaf+intermediate' },
    },
  ],
  valid: [{ language: 'nginx', text, files: { 'server.pem': 'issued-leaf+intermediate', 'ca.pem': 'ca' } }],
};

export const rule = defineRule({
  id: 'reference/chain-has-root',
  subject: 'reference',
  severity: 'information',
  since: '0.1.0',
  references: ['RFC 8446, 4.4.2'],
  messages: {
    root: '{path} holds the root {names}, which peers have or do not trust. Leave it out.',
  },
  *check({ reference, context, target }, { uri, workspace }) {
    if (reference.purpose !== 'certificate' || target.state !== 'found') return;
    const chain = workspace.servedChain(target);
    if (!chain || chain.roots.length === 0) return;
    const isTrusted = context.trustAnchors?.some(({ value }) => {
      if (value === 'unknown') return false;
      const anchors = workspace.resolve(value, uri);
      return anchors.state === 'found' && anchors.uri === chain.uri;
    });
    const isElsewhere = chain.roots.every(({ certificate }) => workspace.urisOf(certificate).size > 1);
    const names = chain.roots.map(({ certificate }) => displayName(certificate));
    yield {
      span: reference.span,
      message: 'root',
      data: { path: reference.path, names },
      related: chain.roots.map(({ object }) => ({ uri: chain.uri, span: object.span, message: message('The root') })),
      proposals:
        chain.validates && isElsewhere && !isTrusted
          ? [
              {
                title: message('Remove {names} from {path}', { names, path: displayPath(chain.uri, uri) }),
                kind: 'automatic',
                edits: removeCertificates(chain.uri, target.objects, chain.roots),
              },
            ]
          : [],
    };
  },
});
