/** Addresses of services whose scheme or parameters switch TLS, verification or the name check off. */
import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import type { TlsContext } from '../../tls/context.ts';
import { isRemote } from '../../tls/host.ts';
import type { Found } from './contexts.ts';
import type { Program } from './program.ts';

/** A parameter, what it switches off, and what is put in its place; nothing where leaving it out is right. */
interface Parameter {
  readonly pattern: RegExp;
  readonly off: 'verification' | 'name-check' | 'encryption';
  readonly instead?: string;
  /** What else the address must say. */
  readonly only?: RegExp;
}

const parameters: readonly Parameter[] = [
  // https://github.com/brianc/node-postgres/tree/master/packages/pg-connection-string
  { pattern: /^(?:sslmode|ssl)=no-verify$/, off: 'verification', instead: 'sslmode=verify-full' },
  {
    pattern: /^sslmode=(?:prefer|require|allow)$/,
    off: 'verification',
    instead: 'sslmode=verify-full',
    only: /[?&]uselibpqcompat=true/,
  },
  { pattern: /^sslmode=disable$/, off: 'encryption', instead: 'sslmode=verify-full', only: /^.postgres(?:ql)?:/ },
  // https://www.mongodb.com/docs/manual/reference/connection-string-options/
  { pattern: /^(?:tlsInsecure|tlsAllowInvalidCertificates)=true$/, off: 'verification' },
  { pattern: /^tlsAllowInvalidHostnames=true$/, off: 'name-check' },
  { pattern: /^(?:tls|ssl)=false$/, off: 'encryption', instead: 'tls=true', only: /^.mongodb(?:\+srv)?:/ },
  // https://www.prisma.io/docs/orm/overview/databases/postgresql#configuring-an-ssl-connection
  { pattern: /^sslaccept=accept_invalid_certs$/, off: 'verification', instead: 'sslaccept=strict' },
];
const parameter =
  /[?&]((?:sslmode|ssl)=no-verify|sslmode=(?:prefer|require|allow|disable)|(?:tls|ssl)=false|(?:tlsInsecure|tlsAllowInvalid(?:Certificates|Hostnames))=true|sslaccept=accept_invalid_certs)(?=["'`&#])/g;

/** https://learn.microsoft.com/en-us/dotnet/api/microsoft.data.sqlclient.sqlconnection.connectionstring */
const keyword = /;\s*(TrustServerCertificate\s*=\s*(?:true|yes)|Encrypt\s*=\s*(?:false|no|optional))\s*(?=[;"'`])/gi;

/** Longer addresses do not occur. */
const longestAddress = 2_000;

export function findAddresses(program: Program): Found[] {
  return [...findParameters(program), ...findKeywords(program), ...findCredentials(program)];
}

function literalAt({ text, tree }: Program, at: number): { node: SyntaxNode; written: string } | undefined {
  const node = tree.resolveInner(at, 1);
  if (node.name !== 'String' && node.name !== 'TemplateString') return undefined;
  return node.to - node.from > longestAddress ? undefined : { node, written: text.slice(node.from, node.to) };
}

/** The host of an address as it is written; undefined where a variable is part of it. */
function writtenHost(written: string): string | undefined {
  const authority = /^.[a-z][\w+]*:\/\/([^/?#]*)/i.exec(written.slice(0, -1))?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  return /[${}'"`]/.test(host) || host === '' ? undefined : host;
}

function findParameters(program: Program): Found[] {
  return [...program.text.matchAll(parameter)].flatMap((match): Found[] => {
    const start = match.index + 1;
    const literal = literalAt(program, start);
    const [, said = ''] = match;
    const found = parameters.find(({ pattern }) => pattern.test(said));
    if (!literal || !found || !/^.(?:[a-z][\w+]*:\/\/|\$\{|[?&])/.test(literal.written)) return [];
    if (found.only && !found.only.test(literal.written)) return [];
    if (found.off === 'encryption' && !isRemote(writtenHost(literal.written) ?? '')) return [];
    const span = { start, end: start + said.length };
    return [
      { node: literal.node, span, facts: factsOf(found.off, span), repair: () => put(program, span, found.instead) },
    ];
  });
}

function factsOf(off: Parameter['off'], span: Span): Partial<TlsContext> {
  const origin = 'explicit';
  switch (off) {
    case 'verification':
      return { peerVerification: { value: 'none', span, origin } };
    case 'name-check':
      return { hostnameVerification: { value: false, span, origin } };
    case 'encryption':
      return { encryption: { value: 'none', span, origin } };
  }
}

/** The parameter put right, or taken out. */
function put({ text }: Program, { start, end }: Span, instead: string | undefined): TextEdit[] {
  if (instead !== undefined) return [{ span: { start, end }, text: instead }];
  // Behind a question mark, what follows moves up.
  if (text[end] === '&') return [{ span: { start, end: end + 1 }, text: '' }];
  return [{ span: { start: start - 1, end }, text: '' }];
}

/** `Server=…;Encrypt=false`, as SQL Server's clients and JDBC write it. */
function findKeywords(program: Program): Found[] {
  return [...program.text.matchAll(keyword)].flatMap((match): Found[] => {
    const [whole, said = ''] = match;
    const start = match.index + whole.indexOf(said);
    const literal = literalAt(program, start);
    const server =
      literal &&
      /(?:^.|;)\s*(?:server|data source|address|addr)\s*=\s*(?:tcp:)?([^;,\\"'`]*)|:\/\/([^;:\\"'`]*)/i.exec(
        literal.written,
      );
    if (!literal || !server) return [];
    const host = server[1] ?? server[2] ?? '';
    const isTrust = /^trust/i.test(said);
    if (!isTrust && !isRemote(host)) return [];
    const span = { start, end: start + said.length };
    const instead = isTrust ? 'TrustServerCertificate=false' : 'Encrypt=true';
    return [
      {
        node: literal.node,
        span,
        facts: factsOf(isTrust ? 'verification' : 'encryption', span),
        repair: () => [{ span, text: instead }],
      },
    ];
  });
}

/** Passwords in the address of a broker that is reached without TLS. */
const credentials = /(["'`])(amqp|mqtt|stomp):\/\/[^\s"'`@/]+@/g;

function findCredentials(program: Program): Found[] {
  return [...program.text.matchAll(credentials)].flatMap((match): Found[] => {
    const start = match.index + 1;
    const literal = literalAt(program, start);
    const host = literal && writtenHost(literal.written);
    if (!literal || literal.node.from !== match.index || host === undefined || !isRemote(host)) return [];
    const [, , scheme = ''] = match;
    const span = { start, end: start + scheme.length };
    const hasPort = /:\d+(?:[/?"'`]|$)/.test(literal.written.slice(literal.written.lastIndexOf('@')));
    return [
      {
        node: literal.node,
        span,
        facts: factsOf('encryption', span),
        // Another port has to be known.
        ...(!hasPort && { repair: () => [{ span, text: `${scheme}s` }] }),
      },
    ];
  });
}
