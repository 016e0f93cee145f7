import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import { removeCertificates } from '../../lint/chain-edits.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import { displayPath } from '../../workspace/paths.ts';

const text = 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report certificate files that hold certificates which do not belong to the chain, or one twice.',
  why: 'Everything in the file is sent with every handshake. Some clients refuse a chain with certificates that lead nowhere, and an old intermediate left behind hides that the right one is missing.',
  exceptions:
    'Taken out by the quick fix only where what is left validates. Whether a certificate belongs is told by verified signatures, not by names.',
  invalid: [
    {
      language: 'nginx',
      text,
      fixed: text,
      files: { 'server.pem': 'issued-leaf+other-ca+intermediate', 'ca.pem': 'ca' },
      fixedFiles: { 'server.pem': 'issued-leaf+intermediate' },
    },
    {
      language: 'nginx',
      text,
      fixed: text,
      files: { 'server.pem': 'issued-leaf+issued-leaf+intermediate', 'ca.pem': 'ca' },
      fixedFiles: { 'server.pem': 'issued-leaf+intermediate' },
    },
  ],
  valid: [{ language: 'nginx', text, files: { 'server.pem': 'issued-leaf+intermediate', 'ca.pem': 'ca' } }],
};

export const rule = defineRule({
  id: 'reference/chain-has-unrelated',
  subject: 'reference',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8446, 4.4.2'],
  messages: {
    unrelated: '{path} holds {names}, which issued nothing of this chain. Leave it out.',
    duplicate: '{path} holds {names} more than once. Once is enough.',
  },
  *check({ reference, target }, { uri, workspace }) {
    if (reference.purpose !== 'certificate' || target.state !== 'found') return;
    const chain = workspace.servedChain(target);
    if (!chain) return;
    const unwanted = [...chain.unrelated, ...chain.duplicates].sort(
      (a, b) => a.object.span.start - b.object.span.start,
    );
    if (unwanted.length === 0) return;
    const names = [...new Set(unwanted.map(({ certificate }) => displayName(certificate)))];
    const isUnrelated = chain.unrelated.length > 0;
    yield {
      span: reference.span,
      message: isUnrelated ? 'unrelated' : 'duplicate',
      data: { path: reference.path, names },
      related: unwanted.map(({ object }) => ({
        uri: chain.uri,
        span: object.span,
        message: message('Not part of the chain'),
      })),
      proposals: chain.validates
        ? [
            {
              title: message('Remove {names} from {path}', { names, path: displayPath(chain.uri, uri) }),
              kind: 'automatic',
              edits: removeCertificates(chain.uri, target.objects, unwanted),
            },
          ]
        : [],
    };
  },
});
