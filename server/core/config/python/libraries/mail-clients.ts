/**
 * Clients of mail, file transfer and news in the standard library: without a context, they verify nobody
 * (https://github.com/python/cpython/issues/91826).
 */
import { writeName } from '../imports.ts';
import { argument, hasUnpacked, isNone, type Library, type Observed } from '../place.ts';
import { spanOf } from '../syntax.ts';
import { addArgument, replaceNode } from '../text-edits.ts';
import type { Call } from '../value.ts';

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
  readPlaces: () => [],
  observe({ origin, type, call, touches }, text) {
    // Handed in from elsewhere, where only one of the modules is spoken of.
    if (origin === undefined && type === undefined && client.start && isAlone(client.module, text)) {
      return touches.flatMap((touch) =>
        touch.kind === 'call' && touch.method === client.start
          ? observeCall(touch.call, client, `${client.module}.${client.plain}.${touch.method}`)
          : [],
      );
    }
    if (!call || !origin?.startsWith(`${client.module}.`)) return [];
    const name = origin.slice(client.module.length + 1);
    if (name === client.secure) return observeCall(call, client, origin);
    if (name !== client.plain) return [];
    return touches.flatMap((touch) =>
      touch.kind === 'call' && touch.method === client.start
        ? observeCall(touch.call, client, `${client.module}.${name}.${touch.method}`)
        : [],
    );
  },
}));

function isAlone(module: string, text: string): boolean {
  return clients.every(
    (client) =>
      new RegExp(`\\bimport[^\\n]*\\b${client.module}\\b|\\bfrom ${client.module}\\b`).test(text) ===
      (client.module === module),
  );
}

/** More arguments without a keyword may end with the context. */
const mostPositional = 3;

function observeCall(call: Call, { keyword }: MailClient, name: string): Observed[] {
  const given = argument(call, keyword) ?? argument(call, 'context');
  // None is the same as leaving it out.
  const isGiven = given !== undefined && !isNone(given.value);
  const positional = call.arguments.filter((one) => one.keyword === undefined).length;
  if (isGiven || hasUnpacked(call) || positional > mostPositional) return [];
  // The first place of starttls is the context's, in some of them.
  if (/\.(?:starttls|stls)$/.test(name) && positional > 0) return [];
  return [
    {
      code: 'python/mail-client-without-context',
      span: spanOf(call.callee),
      data: { name, keyword },
      repair(file) {
        const make = writeName('ssl.create_default_context', file.imports, call.node, file.text);
        const edit = given ? replaceNode(given.node, `${make.text}()`) : addArgument(call, `${keyword}=${make.text}()`);
        return edit && [edit, ...make.edits];
      },
    },
  ];
}
