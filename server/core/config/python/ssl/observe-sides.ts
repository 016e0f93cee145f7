/** Contexts made for one side and used on the other, and the name check, which only clients have. */

import { writeName } from '../imports.ts';
import { argument, type Observed } from '../place.ts';
import { children, spanOf } from '../syntax.ts';
import { insertAt, removeStatements, replaceNode } from '../text-edits.ts';
import type { Assignment, Call, Touch } from '../value.ts';
import { missingNames, nameServer } from './server-name.ts';
import type { SslContext } from './ssl-context.ts';

/** Functions of the standard library that use a context on one side, whoever they are called on. */
const servers = /^(?:start_server|start_unix_server|create_server|create_unix_server)$/;
const clients = /^(?:urlopen|HTTPSConnection|HTTPSHandler|open_connection|SMTP_SSL|IMAP4_SSL|POP3_SSL|FTP_TLS)$/;

export function observeSides(context: SslContext): Observed[] {
  const sides = new Set(context.subject.touches.flatMap((touch) => sideOf(touch) ?? []));
  const [side] = sides;
  // Used on both, or we do not see how: nothing is certain.
  const used = sides.size === 1 && side !== 'open' ? side : undefined;
  const mismatch = observePurpose(context, used);
  const names = used === 'client' || context.role === 'client' ? observeMissingNames(context, mismatch.length > 0) : [];
  return [...mismatch, ...(used === 'client' || mismatch.length > 0 ? [] : observeServerNameCheck(context)), ...names];
}

/** The side that a use certainly is on. */
function sideOf(touch: Touch): 'server' | 'client' | 'open' | undefined {
  if (touch.kind === 'passing') {
    const isOption = touch.call.arguments.some(
      ({ keyword, value }) => value.kind === 'subjects' && /^(?:ssl|context|ssl_context)$/.test(keyword ?? ''),
    );
    if (!isOption) return undefined;
    if (servers.test(touch.method)) return 'server';
    return clients.test(touch.method) ? 'client' : undefined;
  }
  if (touch.kind !== 'call' || (touch.method !== 'wrap_socket' && touch.method !== 'wrap_bio')) return undefined;
  const side = argument(touch.call, 'server_side', touch.method === 'wrap_socket' ? 1 : 2);
  if (!side) return touch.call.arguments.some(({ star }) => star) ? 'open' : 'client';
  if (side.value.kind !== 'constant') return 'open';
  return side.value.value ? 'server' : 'client';
}

function observePurpose({ subject, creation }: SslContext, used: 'server' | 'client' | undefined): Observed[] {
  const { call } = subject;
  if (!call || !used || !creation.role || creation.role === used) return [];
  if (creation.kind !== 'default' && creation.kind !== 'protocol') return [];
  if (creation.kind === 'default' && subject.origin !== 'ssl.create_default_context') return [];
  const given = creation.kind === 'protocol' ? creation.protocol : argument(call, 'purpose', 0);
  const name =
    creation.kind === 'protocol'
      ? `ssl.PROTOCOL_TLS_${used.toUpperCase()}`
      : `ssl.Purpose.${used === 'server' ? 'CLIENT_AUTH' : 'SERVER_AUTH'}`;
  return [
    {
      code: 'python/purpose-mismatch',
      form: used,
      span: given?.span ?? spanOf(call.node),
      data: { name: name.slice('ssl.'.length) },
      repair(file) {
        const node = given?.node ?? call.callee;
        const property = given && node.name === 'MemberExpression' ? node.getChild('PropertyName') : undefined;
        if (property) return [replaceNode(property, name.slice(name.lastIndexOf('.') + 1))];
        const written = writeName(name, file.imports, node, file.text);
        if (given) return [replaceNode(node, written.text), ...written.edits];
        const list = call.node.getChild('ArgList');
        const comma = call.arguments.length > 0 ? ', ' : '';
        return list ? [insertAt(list.from + 1, written.text + comma), ...written.edits] : undefined;
      },
    },
  ];
}

/** `check_hostname = True` on a server's context: every handshake then asks for a name that no server is given. */
function observeServerNameCheck(context: SslContext): Observed[] {
  const { subject, creation, role } = context;
  if (creation.role !== 'server' && !(role === 'server' && creation.kind === 'protocol')) return [];
  if (mayBeOff(context)) return [];
  return subject.touches.flatMap((touch): Observed[] => {
    if (touch.kind !== 'assignment' || touch.attribute !== 'check_hostname' || touch.operator !== '=') return [];
    if (touch.value.kind !== 'constant' || !touch.value.value) return [];
    const isSimple = isOnlyTarget(touch);
    return [
      {
        code: 'python/server-check-hostname',
        span: spanOf(touch.statement),
        ...(isSimple && { removes: [touch.statement] }),
        repair: ({ text, removable }) =>
          isSimple ? removeStatements(text, [touch.statement], removable) : [replaceNode(touch.node, 'False')],
      },
    ];
  });
}

/** `target = value` and nothing else. */
export function isOnlyTarget({ statement, target, node, operator }: Assignment): boolean {
  if (operator !== '=') return statement.name === 'UpdateStatement';
  if (statement.name !== 'AssignStatement') return false;
  const [first, , last, ...rest] = children(statement);
  return first?.from === target.from && first.to === target.to && last?.from === node.from && rest.length === 0;
}

/** True where some statement switches the name check off, or sets it to what we do not know. */
function mayBeOff({ subject }: SslContext): boolean {
  return subject.touches.some(
    (touch) =>
      touch.kind === 'assignment' &&
      touch.attribute === 'check_hostname' &&
      (touch.value.kind !== 'constant' || !touch.value.value),
  );
}

/** Sockets of a client that checks names, wrapped without one. */
function observeMissingNames(context: SslContext, willCheck: boolean): Observed[] {
  const { subject, hostname } = context;
  if (mayBeOff(context) || (hostname.value !== true && !willCheck)) return [];
  return missingNames(context)
    .filter((call) => subject.touches.some((touch) => isCallOf(touch, call) && sideOf(touch) === 'client'))
    .map((call) => ({
      code: 'python/missing-server-hostname',
      form: isBio(subject.touches, call) ? 'bio' : 'socket',
      span: spanOf(call.callee),
      repair({ text }) {
        const edit = nameServer(call, text);
        return edit && [edit];
      },
    }));
}

function isBio(touches: readonly Touch[], call: Call): boolean {
  return touches.some((touch) => touch.kind === 'call' && touch.method === 'wrap_bio' && touch.call === call);
}

function isCallOf(touch: Touch, call: Call): boolean {
  return touch.kind === 'call' && touch.call === call;
}
