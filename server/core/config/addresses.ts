/** Addresses of services, in any language's strings, whose scheme or parameters switch TLS or verification off. */
import type { TextEdit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';
import type { TlsContext } from '../tls/context.ts';
import { isLoopback, isRemote } from '../tls/host.ts';

export interface AddressFound {
  readonly span: Span;
  readonly facts: Partial<TlsContext>;
  repair?(): TextEdit[];
}

/** A parameter, what it switches off, and what is put in its place; nothing where leaving it out is right. */
interface Parameter {
  readonly pattern: RegExp;
  readonly off: 'verification' | 'name-check' | 'encryption';
  readonly instead?: string;
  /** What else the address must say. */
  readonly only?: RegExp;
  /** The drivers of one language that read it so. */
  readonly language?: 'javascript' | 'python';
}

const parameters: readonly Parameter[] = [
  // https://github.com/brianc/node-postgres/tree/master/packages/pg-connection-string
  { pattern: /^(?:sslmode|ssl)=no-verify$/, off: 'verification', instead: 'sslmode=verify-full' },
  {
    pattern: /^sslmode=(?:prefer|require|allow)$/,
    off: 'verification',
    instead: 'sslmode=verify-full',
    only: /[?&]uselibpqcompat=true/,
    language: 'javascript',
  },
  {
    pattern: /^sslmode=disable$/,
    off: 'encryption',
    instead: 'sslmode=verify-full',
    only: /^.?postgres(?:ql)?:/,
    language: 'javascript',
  },
  // https://www.postgresql.org/docs/current/libpq-ssl.html: as `sslmode` of a call.
  {
    pattern: /^sslmode=(?:disable|allow|prefer|require)$/,
    off: 'verification',
    instead: 'sslmode=verify-full',
    language: 'python',
  },
  {
    pattern: /^ssl=(?:disable|allow|prefer|require)$/,
    off: 'verification',
    instead: 'ssl=verify-full',
    only: /^\W*postgresql\+asyncpg:/,
    language: 'python',
  },
  // https://redis.readthedocs.io/en/stable/connections.html
  { pattern: /^ssl_cert_reqs=(?:none|CERT_NONE)$/i, off: 'verification', instead: 'ssl_cert_reqs=required' },
  { pattern: /^ssl_check_hostname=false$/i, off: 'name-check', instead: 'ssl_check_hostname=true' },
  // https://www.mongodb.com/docs/manual/reference/connection-string-options/
  { pattern: /^(?:tlsInsecure|tlsAllowInvalidCertificates)=true$/, off: 'verification' },
  { pattern: /^tlsAllowInvalidHostnames=true$/, off: 'name-check' },
  { pattern: /^(?:tls|ssl)=false$/, off: 'encryption', instead: 'tls=true', only: /^\W?mongodb(?:\+srv)?:/ },
  // https://docs.sqlalchemy.org/en/20/dialects/mssql.html: keywords of the driver as parameters.
  { pattern: /^TrustServerCertificate=(?:yes|true)$/i, off: 'verification', instead: 'TrustServerCertificate=no' },
  // https://www.prisma.io/docs/orm/overview/databases/postgresql#configuring-an-ssl-connection
  { pattern: /^sslaccept=accept_invalid_certs$/, off: 'verification', instead: 'sslaccept=strict' },
];
const parameter =
  /[?&]((?:sslmode|ssl)=(?:no-verify|prefer|require|allow|disable|false)|tls=false|(?:tlsInsecure|tlsAllowInvalid(?:Certificates|Hostnames))=true|sslaccept=accept_invalid_certs|ssl_cert_reqs=(?:none|cert_none)|ssl_check_hostname=false|TrustServerCertificate=(?:yes|true))(?=["'`&#])/gi;
/** `host=… sslmode=require`: libpq's own form. */
const word = /[\s"']sslmode\s?=\s?'?(disable|allow|prefer|require)(?=[\s"'])/g;

/** https://learn.microsoft.com/en-us/dotnet/api/microsoft.data.sqlclient.sqlconnection.connectionstring */
const keyword = /;\s*(TrustServerCertificate\s*=\s*(?:true|yes)|Encrypt\s*=\s*(?:false|no|optional))\s*(?=[;"'`])/gi;
/** https://neo4j.com/docs/python-manual/current/connect-advanced/: encrypted, and nobody is verified. */
const selfSigned = /["'`](?:neo4j|bolt)(\+ssc):\/\//g;
/** Passwords in the address of a broker that is reached without TLS. */
const credentials = /["'`]((?:amqp|mqtt|stomp)):\/\/[^\s"'`@/]+@/g;

/** Longer addresses do not occur. */
const longestAddress = 2_000;

type LiteralAt = (position: number) => Span | undefined;

/** Whatever addresses say; `literalAt` gives the string that a position is in, where it is one that counts. */
export function findAddresses(text: string, language: 'javascript' | 'python', literalAt: LiteralAt): AddressFound[] {
  const found: AddressFound[] = [];
  const look = (pattern: RegExp, read: (match: RegExpExecArray, written: string) => AddressFound | undefined): void => {
    for (const match of text.matchAll(pattern)) {
      const literal = literalAt(match.index + 1);
      if (!literal || literal.end - literal.start > longestAddress) continue;
      const one = read(match, text.slice(literal.start, literal.end));
      if (one) found.push(one);
    }
  };
  look(parameter, (match, written) => readParameter(text, language, match, written));
  if (language === 'python') look(word, readWord);
  look(keyword, readKeyword);
  look(selfSigned, readSelfSigned);
  look(credentials, readCredentials);
  return found;
}

/** Everything of a literal before its first letter: its prefix and quotes. */
const opening = /^(?:[a-z]{0,2}(?:"""|'''|"|'|`))?/i;

/** The host of an address as it is written; undefined where a variable is part of it. */
function writtenHost(written: string): string | undefined {
  const address = written.replace(opening, '').replace(/(?<!["'`])["'`]+$/, '');
  const authority = /^[a-z][\w+]*:\/\/([^/?#]*)/i.exec(address)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
  return /[${}%]/.test(host) || host === '' ? undefined : host;
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

function readParameter(
  text: string,
  language: 'javascript' | 'python',
  match: RegExpExecArray,
  written: string,
): AddressFound | undefined {
  const start = match.index + 1;
  const [, said = ''] = match;
  const found = parameters.find(
    (one) =>
      one.pattern.test(said) &&
      (one.language === undefined || one.language === language) &&
      (one.only === undefined || one.only.test(written)),
  );
  const address = written.replace(opening, '');
  if (!found || !/^(?:[a-z][\w+]*:\/\/|\$?\{|[?&])/i.test(address)) return undefined;
  const host = writtenHost(written);
  if (found.off === 'encryption' && !isRemote(host ?? '')) return undefined;
  if (host !== undefined && isLoopback(host)) return undefined;
  const span = { start, end: start + said.length };
  return { span, facts: factsOf(found.off, span), repair: () => put(text, span, found.instead) };
}

/** The parameter put right, or taken out. */
function put(text: string, { start, end }: Span, instead: string | undefined): TextEdit[] {
  if (instead !== undefined) return [{ span: { start, end }, text: instead }];
  // Behind a question mark, what follows moves up.
  if (text[end] === '&') return [{ span: { start, end: end + 1 }, text: '' }];
  return [{ span: { start: start - 1, end }, text: '' }];
}

function readWord(match: RegExpExecArray, written: string): AddressFound | undefined {
  if (!/\b(?:dbname|host|user|hostaddr|port|service)\s?=/.test(written)) return undefined;
  const host = /\bhost(?:addr)?\s?=\s?'?([^\s"']+)/.exec(written)?.[1];
  if (host !== undefined && (isLoopback(host) || host.startsWith('/'))) return undefined;
  const [whole, mode = ''] = match;
  const end = match.index + whole.length;
  const span = { start: match.index + 1, end };
  return {
    span,
    facts: factsOf('verification', span),
    repair: () => [{ span: { start: end - mode.length, end }, text: 'verify-full' }],
  };
}

/** `Server=…;Encrypt=false`, as SQL Server's clients, ODBC and JDBC write it. */
function readKeyword(match: RegExpExecArray, written: string): AddressFound | undefined {
  const [whole, said = ''] = match;
  const server =
    /(?:^\w{0,2}["'`]+|;)\s*(?:server|data source|address|addr)\s*=\s*(?:tcp:)?([^;,\\"'`]*)|:\/\/([^;:\\"'`]*)/i.exec(
      written,
    );
  if (!server) return undefined;
  const isTrust = /^trust/i.test(said);
  if (!isTrust && !isRemote(server[1] ?? server[2] ?? '')) return undefined;
  const start = match.index + whole.indexOf(said);
  const span = { start, end: start + said.length };
  const [name = '', value = ''] = said.split('=');
  const isWord = /^\s*(?:yes|no)/i.test(value);
  const right = isTrust ? (isWord ? 'no' : 'false') : isWord ? 'yes' : 'true';
  return {
    span,
    facts: factsOf(isTrust ? 'verification' : 'encryption', span),
    repair: () => [{ span, text: `${name}=${right}` }],
  };
}

function readSelfSigned(match: RegExpExecArray): AddressFound {
  const start = match.index + match[0].indexOf('+ssc');
  const span = { start, end: start + 4 };
  return { span, facts: factsOf('verification', span), repair: () => [{ span, text: '+s' }] };
}

function readCredentials(match: RegExpExecArray, written: string): AddressFound | undefined {
  const host = writtenHost(written);
  if (host === undefined || !isRemote(host)) return undefined;
  const [, scheme = ''] = match;
  const span = { start: match.index + 1, end: match.index + 1 + scheme.length };
  const hasPort = /:\d+(?:[/?"'`]|$)/.test(written.slice(written.lastIndexOf('@')));
  // Another port has to be known.
  return {
    span,
    facts: factsOf('encryption', span),
    ...(!hasPort && { repair: () => [{ span, text: `${scheme}s` }] }),
  };
}
