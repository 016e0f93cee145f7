import { objectIdentifierName } from '../../asn1/object-identifier-names.ts';
import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import type { LintFacts } from '../../lint/facts.ts';
import { defineRule, type Report, type RuleDocs } from '../../lint/rule.ts';
import type { FileReference, TlsContext } from '../../tls/context.ts';
import type { Certificate, PkiObject } from '../../x509/types.ts';

export const docs: RuleDocs = {
  summary: 'Report certificates that are used for something they were not issued for.',
  why: 'Peers look at extKeyUsage: a client refuses a server with a client’s certificate, and the reverse (“unsuitable certificate purpose”). A certificate that is no CA, given as trust anchor, vouches for none but itself. The service starts with all of them and says nothing.',
  exceptions:
    'A certificate without extKeyUsage is for everything. One that signed itself may be its own trust anchor, and a CA that serves with its own self-signed certificate is left alone.',
  invalid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate client.pem;\n}\n',
      files: { 'client.pem': 'client' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate ca.pem;\n}\n',
      files: { 'ca.pem': 'intermediate' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate client.pem;\n    ssl_verify_client on;\n}\n',
      files: { 'client.pem': 'client', 'ca.pem': 'ca' },
    },
  ],
  valid: [
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_certificate server.pem;\n    ssl_client_certificate ca.pem;\n    ssl_verify_client on;\n}\n',
      files: { 'server.pem': 'server', 'ca.pem': 'ca' },
    },
    {
      language: 'nginx',
      text: 'server {\n    listen 443 ssl;\n    ssl_client_certificate pinned.pem;\n    ssl_verify_client on;\n}\n',
      files: { 'pinned.pem': 'self-signed' },
    },
  ],
};

const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';
const anyExtendedKeyUsage = '2.5.29.37.0';

type Messages = 'server' | 'client' | 'ca' | 'notCa';

export const rule = defineRule({
  id: 'reference/purpose-mismatch',
  subject: 'reference',
  severity: 'error',
  since: '0.1.0',
  references: ['RFC 5280, 4.2.1.12', 'RFC 5280, 4.2.1.9'],
  messages: {
    server:
      'The certificate in {path} is not for servers: its extKeyUsage allows {found} only, and clients refuse it. Use one with serverAuth.',
    client:
      'The certificate in {path} is not for clients: its extKeyUsage allows {found} only, and servers refuse it. Use one with clientAuth.',
    ca: 'The certificate in {path} is the one of a CA: many peers refuse it, and its key signs more than handshakes. Issue a certificate from it and use that.',
    notCa:
      'The certificate of {name} in {path} is no CA certificate: nothing is trusted for having been issued by it. Use the certificate of the CA.',
  },
  *check({ reference, context, target }, facts) {
    if (target.state !== 'found') return;
    const held = target.objects.flatMap((object) =>
      object.value?.kind === 'certificate' ? [{ object, certificate: object.value }] : [],
    );
    if (reference.purpose === 'trust-anchors') yield* checkAnchors(reference, target.uri, held, facts);
    if (reference.purpose !== 'certificate') return;
    // Where a CA stands before the certificate, the order is what is wrong.
    const leaf = facts.workspace.servedChain(target)?.leaf;
    if (leaf) yield* checkOwn(reference, context, target.uri, leaf, facts);
  },
});

interface Held {
  readonly object: PkiObject;
  readonly certificate: Certificate;
}

function* checkOwn(
  { span, path }: FileReference,
  { role }: TlsContext,
  uri: string,
  { object, certificate }: Held,
  { workspace }: LintFacts,
): Iterable<Report<Messages>> {
  const { extKeyUsage, basicConstraints } = certificate;
  const wanted = role === 'server' ? serverAuth : clientAuth;
  const related = [{ uri, span: object.span, message: message('The certificate') }];
  if (extKeyUsage && !extKeyUsage.includes(wanted) && !extKeyUsage.includes(anyExtendedKeyUsage)) {
    yield { span, message: role, data: { path, found: extKeyUsage.map(objectIdentifierName) }, related };
  } else if (basicConstraints?.cA && !workspace.isSelfSigned(certificate)) {
    yield { span, message: 'ca', data: { path }, related, severity: 'warning' };
  }
}

function* checkAnchors(
  { span, path }: FileReference,
  uri: string,
  held: readonly Held[],
  { workspace }: LintFacts,
): Iterable<Report<Messages>> {
  const [first] = held;
  const mayBeAnchor = ({ certificate }: Held): boolean =>
    certificate.basicConstraints?.cA === true || workspace.isSelfSigned(certificate);
  if (!first || held.some(mayBeAnchor)) return;
  yield {
    span,
    message: 'notCa',
    data: { path, name: displayName(first.certificate) },
    related: [{ uri, span: first.object.span, message: message('The certificate') }],
  };
}
