import { message } from '../../base/message.ts';
import { displayName } from '../../describe/names.ts';
import type { LintFacts, LocatedContext } from '../../lint/facts.ts';
import { leadsTo, type PeerAuthorities, pathToRoot, peerAuthorities } from '../../lint/peer-authorities.ts';
import { defineRule, type RuleDocs } from '../../lint/rule.ts';
import type { FileReference, TlsContext } from '../../tls/context.ts';
import type { Certificate } from '../../x509/types.ts';

const both = (clientCa: string, serverCa: string): string =>
  `server {
    listen 443 ssl;
    server_name db.internal;
    ssl_certificate server.pem;
    ssl_client_certificate ${clientCa}.pem;
    ssl_verify_client on;
}
server {
    listen 80;
    location / {
        proxy_pass https://db;
        proxy_ssl_name db.internal;
        proxy_ssl_verify on;
        proxy_ssl_trusted_certificate ${serverCa}.pem;
        proxy_ssl_certificate client.pem;
    }
}
`;
const files = { 'server.pem': 'server', 'client.pem': 'client', 'ca.pem': 'ca', 'other.pem': 'other-ca' };

export const docs: RuleDocs = {
  summary: 'Report the two ends of a mutual-TLS connection of which one does not trust the CA of the other.',
  why: 'Both configurations are right by themselves, and every handshake between them fails: the server refuses the client’s certificate (“unknown ca”), or the client the server’s.',
  exceptions:
    'The two belong together where the client connects by a name of the server. Where several servers go by it, one that fits is enough; where the CAs of a certificate are not all in the workspace, nothing is known.',
  invalid: [
    { language: 'nginx', text: both('other', 'ca'), files },
    { language: 'nginx', text: both('ca', 'other'), files },
  ],
  valid: [
    { language: 'nginx', text: both('ca', 'ca'), files },
    { language: 'nginx', text: both('other', 'ca').replace('ssl_verify_client on', 'ssl_verify_client off'), files },
  ],
};

export const rule = defineRule({
  id: 'reference/issuer-not-trusted-by-peer',
  subject: 'tls-context',
  severity: 'warning',
  since: '0.1.0',
  references: ['RFC 8446, 4.4.2.4'],
  messages: {
    client:
      'The server {name} lets in clients of {trusted} alone and refuses the certificate in {path}, which is of {issuer}. Use a certificate of that CA, or have the server trust this one.',
    server:
      '{path} does not trust the server {name}: its certificate is of {issuer}. Trust that CA here, or give the server a certificate of one that is trusted.',
  },
  *check({ context }, facts) {
    if (context.role !== 'client' || !(context.certificates ?? context.trustAnchors)) return;
    const servers = facts.workspace.serversOf(context);
    if (servers.length === 0) return;
    const own = ownCertificate(context, facts.uri, facts);
    const [refused] = own ? servers.flatMap((server) => refusalOf(own.certificate, server, facts) ?? []) : [];
    if (own && refused && servers.every((server) => refusalOf(own.certificate, server, facts))) {
      yield {
        span: own.reference.span,
        message: 'client',
        data: {
          path: own.reference.path,
          name: nameOf(context),
          issuer: own.root,
          trusted: [...refused.held.values()].map(({ certificate }) => displayName(certificate)),
        },
        related: [{ uri: refused.uri, span: refused.span, message: message('What the server trusts') }],
      };
    }
    const held = peerAuthorities(context, facts);
    const [first] = held?.values() ?? [];
    if (!held || !first) return;
    const theirs = servers.map(({ uri, context: server }) => ownCertificate(server, uri, facts));
    const [stranger] = theirs;
    if (!stranger || theirs.some((one) => !one || leadsTo(held, one.certificate, facts.workspace))) return;
    yield {
      span: first.reference.span,
      message: 'server',
      data: { path: first.reference.path, name: nameOf(context), issuer: stranger.root },
      related: [{ uri: stranger.uri, span: stranger.reference.span, message: message('The server’s certificate') }],
    };
  },
});

interface Own {
  readonly certificate: Certificate;
  readonly reference: FileReference;
  readonly uri: string;
  /** The name of the root that it leads to. */
  readonly root: string;
}

/** The certificate that a context sends, where all that stands above it is known. */
function ownCertificate({ certificates = [] }: TlsContext, uri: string, { workspace }: LintFacts): Own | undefined {
  const [only, ...others] = certificates;
  if (!only || others.length > 0 || only.value === 'unknown') return undefined;
  const certificate = workspace.servedChain(workspace.resolve(only.value, uri))?.leaf.certificate;
  const root = certificate && pathToRoot(certificate, workspace, () => true)?.at(-1);
  return root && { certificate, reference: only.value, uri, root: displayName(root) };
}

interface Refusal {
  readonly held: PeerAuthorities;
  readonly uri: string;
  readonly span: FileReference['span'];
}

/** Why a server lets a client’s certificate not in; undefined where it does, or nothing is known. */
function refusalOf(certificate: Certificate, server: LocatedContext, facts: LintFacts): Refusal | undefined {
  if (server.context.peerVerification?.value !== 'required') return undefined;
  const held = peerAuthorities(server.context, { uri: server.uri, workspace: facts.workspace });
  const [first] = held?.values() ?? [];
  if (!held || !first || leadsTo(held, certificate, facts.workspace)) return undefined;
  return { held, uri: server.uri, span: first.reference.span };
}

function nameOf({ serverNames = [] }: TlsContext): string {
  return serverNames.find(({ value }) => value !== 'unknown')?.value ?? '';
}
