/**
 * Clients of mail, file transfer and news in the standard library: without a context, they verify nobody
 * (https://github.com/python/cpython/issues/91826).
 */
import type { TextEdit } from '../../../base/edit.ts';
import type { TlsContext } from '../../../tls/context.ts';
import { type WrittenName, writeName } from '../imports.ts';
import {
  argument,
  explicit,
  hasUnpacked,
  isNone,
  type Library,
  type Observed,
  type Place,
  type SourceFile,
} from '../place.ts';
import { spanOf } from '../syntax.ts';
import { addArgument, replaceNode } from '../text-edits.ts';
import type { Argument, Call, Subject } from '../value.ts';
import { writePath } from '../written-path.ts';

interface MailClient {
  readonly module: string;
  /** The class that speaks TLS from the start. */
  readonly secure: string;
  /** The keyword that takes the context. */
  readonly keyword: string;
  /** The class that starts in the clear, and its method that begins TLS. */
  readonly plain?: string;
  readonly start?: string;
}

const clients: readonly MailClient[] = [
  { module: 'smtplib', secure: 'SMTP_SSL', keyword: 'context', plain: 'SMTP', start: 'starttls' },
  { module: 'imaplib', secure: 'IMAP4_SSL', keyword: 'ssl_context', plain: 'IMAP4', start: 'starttls' },
  { module: 'poplib', secure: 'POP3_SSL', keyword: 'context', plain: 'POP3', start: 'stls' },
  { module: 'ftplib', secure: 'FTP_TLS', keyword: 'context' },
  { module: 'nntplib', secure: 'NNTP_SSL', keyword: 'ssl_context', plain: 'NNTP', start: 'starttls' },
];

export const mailClients: readonly Library[] = clients.map((client) => ({
  module: client.module,
  classes: [],
  attributes: [],
  ...(client.start && { isTelling: (method: string) => method === client.start }),
  readPlaces: (subject, text) => unverified(subject, client, text).map(placeOf),
  observe: (subject, text) => unverified(subject, client, text).map((one) => observationOf(one, client)),
}));

/** A call that begins TLS and is given no context. */
interface Unverified {
  readonly call: Call;
  readonly name: string;
  /** The argument that has to be another: None. */
  readonly given: Argument | undefined;
  readonly host: Argument | undefined;
}

function unverified({ origin, type, call, touches }: Subject, client: MailClient, text: string): Unverified[] {
  const { module, start, plain, secure } = client;
  const starts = (host: Argument | undefined): Unverified[] =>
    touches.flatMap((touch) =>
      touch.kind === 'call' && touch.method === start
        ? lacking(touch.call, client, `${module}.${plain}.${touch.method}`, host)
        : [],
    );
  // Handed in from elsewhere, where only one of the modules is spoken of.
  if (origin === undefined && type === undefined && start && isAlone(module, text)) return starts(undefined);
  if (!call || !origin?.startsWith(`${module}.`)) return [];
  const host = argument(call, 'host', 0);
  const name = origin.slice(module.length + 1);
  if (name === secure) return lacking(call, client, origin, host);
  return name === plain ? starts(host) : [];
}

function isAlone(module: string, text: string): boolean {
  const imported = importsOf(text);
  return clients.every((client) => imported.has(client.module) === (client.module === module));
}

/** The modules of the text asked about last: each client in it asks. */
let last: { readonly text: string; readonly imported: ReadonlySet<string> } | undefined;

/** By lines: an import is looked at once, however many stand on its line. */
function importsOf(text: string): ReadonlySet<string> {
  if (last?.text === text) return last.imported;
  const modules = clients.map(({ module }) => ({
    module,
    isFrom: new RegExp(`\\bfrom ${module}\\b`),
    isNamed: new RegExp(`\\b${module}\\b`),
  }));
  const imported = new Set(modules.filter(({ isFrom }) => isFrom.test(text)).map(({ module }) => module));
  for (const line of text.split('\n')) {
    const at = line.search(/\bimport/);
    const rest = at < 0 ? '' : line.slice(at + 'import'.length);
    if (rest !== '') for (const { module, isNamed } of modules) if (isNamed.test(rest)) imported.add(module);
  }
  last = { text, imported };
  return imported;
}

/** More arguments without a keyword may end with the context. */
const mostPositional = 3;

function lacking(call: Call, { keyword }: MailClient, name: string, host: Argument | undefined): Unverified[] {
  const given = argument(call, keyword) ?? argument(call, 'context');
  // None is the same as leaving it out.
  const isGiven = given !== undefined && !isNone(given.value);
  const positional = call.arguments.filter((one) => one.keyword === undefined).length;
  if (isGiven || hasUnpacked(call) || positional > mostPositional) return [];
  // The first place of starttls is the context's, in some of them.
  return /\.(?:starttls|stls)$/.test(name) && positional > 0 ? [] : [{ call, name, given, host }];
}

function contextOf({ call, host }: Unverified): TlsContext {
  const name = host?.value.kind === 'text' ? host.value.text : undefined;
  return {
    role: 'client',
    span: spanOf(call.node),
    nameSpan: spanOf(call.callee),
    verifiesByDefault: false,
    ...(host && name !== undefined && name !== '' && { serverNames: [explicit(name, host.span)] }),
    hasTrustAnchors: false,
  };
}

function placeOf(one: Unverified): Place {
  return { context: contextOf(one), insecure: [], write: () => undefined };
}

function observationOf(one: Unverified, { keyword }: MailClient): Observed {
  const { call, name, given } = one;
  const write = (file: SourceFile, trusted?: WrittenName): TextEdit[] | undefined => {
    const make = writeName('ssl.create_default_context', file.imports, call.node, file.text);
    const context = `${make.text}(${trusted ? `cafile=${trusted.text}` : ''})`;
    const edit = given ? replaceNode(given.node, context) : addArgument(call, `${keyword}=${context}`);
    return edit && [edit, ...make.edits, ...(trusted?.edits ?? [])];
  };
  return {
    code: 'python/mail-client-without-context',
    span: spanOf(call.callee),
    data: { name, keyword },
    context: contextOf(one),
    repair: (file) => write(file),
    trust: (file, anchors) => write(file, writePath(anchors, file, call.node)),
  };
}
