import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import { appendIssuers } from '../../lint/chain-edits.ts';
import type { LintFacts, ServedChain, WorkspaceFacts } from '../../lint/facts.ts';
import { defineRule, type Proposal, type Report, type RuleDocs } from '../../lint/rule.ts';
import type { FileReference, TlsContext } from '../../tls/context.ts';
import { displayPath } from '../../workspace/paths.ts';

const text = 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n}\n';

export const docs: RuleDocs = {
  summary: 'Report certificate files that lack an intermediate certificate which lies elsewhere in the workspace.',
  why: 'The peer knows the root alone: what lies between has to be sent with the certificate (RFC 8446, 4.4.2). Browsers often help themselves, so that the mistake shows with the first program that does not: “unable to verify the first certificate”.',
  exceptions:
    'Reported only where the chain validates with the missing certificates (RFC 5280, section 6) and does not without them; where the root is not in the workspace, towards the highest CA that is. Node.js and Python complete a lone certificate from the trust anchors of the same context (`ca`, `load_verify_locations`) and are not reported then; nginx does not.',
  invalid: [
    {
      language: 'nginx',
      text,
      fixed: text,
      files: { 'server.pem': 'issued-leaf', 'ca/intermediate.pem': 'intermediate', 'ca/root.pem': 'ca' },
      fixedFiles: { 'server.pem': 'issued-leaf+intermediate' },
    },
    {
      language: 'nginx',
      text: text.replace('server.pem', 'live/cert.pem'),
      fixed: text.replace('server.pem', 'live/fullchain.pem'),
      files: {
        'live/cert.pem': 'issued-leaf',
        'live/chain.pem': 'intermediate',
        'live/fullchain.pem': 'issued-leaf+intermediate',
      },
    },
    {
      language: 'javascript',
      text: "import fs from 'node:fs';\nimport tls from 'node:tls';\n\ntls.createServer({\n  cert: fs.readFileSync('server.pem'),\n  key: fs.readFileSync('server.key'),\n});\n",
      files: { 'server.pem': 'issued-leaf', 'cas.pem': 'intermediate+ca' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate /etc/letsencrypt/live/a.example/cert.pem;\n    ssl_certificate_key /etc/letsencrypt/live/a.example/privkey.pem;\n}\n',
      fixed:
        'server {\n    listen 443 ssl;\n    ssl_certificate /etc/letsencrypt/live/a.example/fullchain.pem;\n    ssl_certificate_key /etc/letsencrypt/live/a.example/privkey.pem;\n}\n',
    },
  ],
  valid: [
    {
      language: 'javascript',
      text: "import fs from 'node:fs';\nimport tls from 'node:tls';\n\ntls.createServer({\n  cert: fs.readFileSync('server.pem'),\n  key: fs.readFileSync('server.key'),\n  ca: fs.readFileSync('cas.pem'),\n  requestCert: true,\n});\n",
      files: { 'server.pem': 'issued-leaf', 'cas.pem': 'intermediate+ca' },
    },
    { language: 'nginx', text, files: { 'server.pem': 'issued-leaf+intermediate', 'ca/root.pem': 'ca' } },
    { language: 'nginx', text, files: { 'server.pem': 'server', 'ca/root.pem': 'ca' } },
  ],
};

type MessageName = 'certbot' | 'incomplete';

export const rule = defineRule<'reference', MessageName>({
  id: 'reference/chain-incomplete',
  subject: 'reference',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8446, 4.4.2', 'RFC 5280, 6.1'],
  messages: {
    certbot:
      'The cert.pem of certbot holds the certificate alone: peers that know only the root cannot verify it. Use fullchain.pem.',
    incomplete:
      '{path} lacks the intermediate certificate {names}: peers that know only the root cannot verify this certificate. Add it behind the others.',
  },
  *check({ reference, context, target }, facts) {
    const { uri, workspace } = facts;
    if (reference.purpose !== 'certificate') return;
    if (target.state !== 'found' && context.role === 'server') yield* certbots(reference, facts);
    const chain = workspace.servedChain(target);
    if (!chain || chain.missing.length === 0 || isCompleted(chain, context, uri, workspace)) return;
    const names = chain.missing.map(({ certificate }) => displayName(certificate));
    yield {
      span: reference.span,
      message: 'incomplete',
      data: { path: reference.path, names },
      ...(chain.report && { path: chain.report }),
      related: chain.missing.map((located) => ({
        uri: located.uri,
        span: located.object.span,
        message: message('The intermediate certificate'),
      })),
      proposals: [
        ...wholeFiles(chain, reference, facts),
        {
          title: message('Append {names} to {path}', { names, path: displayPath(chain.uri, uri) }),
          kind: 'suggestion',
          edits: appendIssuers(chain),
        },
      ],
    };
  },
});

/** Of the files that certbot writes, cert.pem is the certificate alone. */
function* certbots({ span, path }: FileReference, { uri, text }: LintFacts): Iterable<Report<MessageName>> {
  const whole = path.replace(/(\/letsencrypt\/live\/[^/]+\/)cert\.pem$/, '$1fullchain.pem');
  if (whole === path) return;
  yield {
    span,
    message: 'certbot',
    data: { path },
    proposals:
      text.slice(span.start, span.end) === path
        ? [
            {
              title: message('Use the file with the whole chain: {path}', { path: whole }),
              kind: 'automatic',
              edits: [{ uri, span, text: whole }],
            },
          ]
        : [],
  };
}

/** Files of the workspace that have the same certificate with its whole chain: `fullchain.pem` beside `cert.pem`. */
function wholeFiles({ complete }: ServedChain, reference: FileReference, facts: LintFacts): Proposal[] {
  const { span, path } = reference;
  if (facts.text.slice(span.start, span.end) !== path) return [];
  return complete.flatMap((file): Proposal[] => {
    const other = facts.workspace.pathLike(reference, file, facts.uri);
    if (!other) return [];
    return [
      {
        title: message('Use the file with the whole chain: {path}', { path: other }),
        kind: 'suggestion',
        edits: [{ uri: facts.uri, span, text: other }],
      },
    ];
  });
}

/** Whether the library finds what a lone certificate lacks among the trust anchors of the context. */
function isCompleted(
  { missing, written }: ServedChain,
  { sendsFileAlone, trustAnchors = [] }: TlsContext,
  uri: string,
  workspace: WorkspaceFacts,
): boolean {
  if (sendsFileAlone || written.length > 1) return false;
  const held = new Set<string>();
  for (const { value } of trustAnchors) {
    const target = value === 'unknown' ? undefined : workspace.resolve(value, uri);
    for (const { value: object } of target?.state === 'found' ? target.objects : []) {
      if (object?.kind === 'certificate') held.add(object.sha256);
    }
  }
  return missing.every(({ certificate }) => held.has(certificate.sha256));
}
