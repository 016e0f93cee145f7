import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../../base/edit.ts';
import { argument, hasUnpacked, type SourceFile } from '../place.ts';
import { argumentsOf, children, functionAround } from '../syntax.ts';
import { addArgument } from '../text-edits.ts';
import type { Call } from '../value.ts';
import type { SslContext } from './ssl-context.ts';

/** Calls that wrap a client's socket without saying whose certificate to expect: with the name check on they fail. */
export function missingNames({ subject }: SslContext): Call[] {
  return subject.touches.flatMap((touch) => {
    if (touch.kind !== 'call' || (touch.method !== 'wrap_socket' && touch.method !== 'wrap_bio')) return [];
    const isBio = touch.method === 'wrap_bio';
    const name = argument(touch.call, 'server_hostname', isBio ? 3 : 4);
    const side = argument(touch.call, 'server_side', isBio ? 2 : 1);
    const isServer = side?.value.kind === 'constant' && Boolean(side.value.value);
    return name || isServer || hasUnpacked(touch.call) ? [] : [touch.call];
  });
}

/**
 * Names the server in every such call, after the host that the same function connects to. Undefined where a call's host
 * is not to be found, or is not one.
 */
export function nameServers(context: SslContext, { text }: SourceFile): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const call of missingNames(context)) {
    const edit = nameServer(call, text);
    if (!edit) return undefined;
    edits.push(edit);
  }
  return edits;
}

/** Names the server in one such call. */
export function nameServer(call: Call, text: string): TextEdit | undefined {
  const host = hostFor(call.node, text);
  return host === undefined ? undefined : addArgument(call, `server_hostname=${host}`);
}

/** Bounds the search in a module that is one long script. */
const farthest = 20_000;

/** The host of the one `connect((host, port))` or `create_connection((host, port))` near a call, as written. */
function hostFor(wrap: SyntaxNode, text: string): string | undefined {
  let around: SyntaxNode = functionAround(wrap) ?? wrap;
  if (around === wrap) while (around.parent) around = around.parent;
  const hosts = new Set<string>();
  let isClear = true;
  around.cursor().iterate((ref) => {
    if (ref.to < wrap.from - farthest || ref.from > wrap.to + farthest) return false;
    if (ref.name !== 'CallExpression') return true;
    const [callee, list] = children(ref.node);
    const method = callee?.getChild('PropertyName') ?? callee;
    if (!method || !list || !/^(?:connect|connect_ex|create_connection)$/.test(slice(method, text))) return true;
    const address = argumentsOf(list, text)[0]?.value;
    const host = address?.name === 'TupleExpression' ? children(address)[1] : undefined;
    if (host && (host.name === 'String' || isKnownBefore(host, around, wrap, text))) hosts.add(slice(host, text));
    else isClear = false;
    return true;
  });
  const [host] = hosts;
  return isClear && hosts.size === 1 ? host : undefined;
}

function slice({ from, to }: SyntaxNode, text: string): string {
  return text.slice(from, to);
}

/** True where the name was mentioned before the call, so that it has a value by then. */
function isKnownBefore(host: SyntaxNode, around: SyntaxNode, wrap: SyntaxNode, text: string): boolean {
  const written = slice(host, text);
  if (!/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(written)) return false;
  const root = written.split('.')[0] ?? written;
  if (
    text
      .slice(around.from, wrap.from)
      .split(/[^\p{L}\p{N}_]+/u)
      .includes(root)
  )
    return true;
  return new RegExp(`^${root}[ \\t]*(?::[^=\\r\\n]*)?=`, 'mu').test(text);
}
