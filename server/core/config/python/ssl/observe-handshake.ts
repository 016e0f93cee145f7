import type { SyntaxNode } from '@lezer/common';
import { argument, hasUnpacked, type Observed } from '../place.ts';
import { children, functionAround, spanOf } from '../syntax.ts';
import { removeStatements } from '../text-edits.ts';
import type { SslContext } from './ssl-context.ts';

/** More sockets than one context wraps in a text that people write; each is looked for in its whole function. */
const mostSockets = 50;

/** A second handshake after the one that wrapping or connecting the socket did already. */
export function observeHandshakes({ subject, role }: SslContext, text: string): Observed[] {
  if (!isPlain(text)) return [];
  return subject.touches.slice(0, mostSockets).flatMap((touch): Observed[] => {
    if (touch.kind !== 'call' || touch.method !== 'wrap_socket' || hasUnpacked(touch.call)) return [];
    if (role === undefined || argument(touch.call, 'do_handshake_on_connect', 2)) return [];
    const name = nameOf(touch.call.node, text);
    return name === undefined
      ? []
      : handshakesOf(name, touch.call.node, text).map((statement) => ({
          code: 'python/redundant-handshake',
          span: spanOf(statement),
          removes: [statement],
          repair: (file) => removeStatements(file.text, [statement], file.removable),
        }));
  });
}

/** The text looked at last: its contexts ask one after the other. */
let last: { readonly text: string; readonly isPlain: boolean } | undefined;

/**
 * True where handshakes are asked for, and all are the usual ones: on a socket that does not block, the handshake is
 * the program's own; after asking for a certificate it is a new one.
 */
function isPlain(text: string): boolean {
  if (last?.text !== text) {
    const plain = text.includes('do_handshake') && !/setblocking|settimeout\(\s*0|post_handshake/.test(text);
    last = { text, isPlain: plain };
  }
  return last.isPlain;
}

/** The variable that gets the socket: `name = …wrap_socket(…)` or `with …wrap_socket(…) as name`. */
function nameOf(call: SyntaxNode, text: string): string | undefined {
  const parent = call.parent;
  const target =
    parent?.name === 'AssignStatement'
      ? children(parent).length === 3
        ? parent.firstChild
        : undefined
      : parent?.name === 'WithStatement' && call.nextSibling?.name === 'as'
        ? call.nextSibling.nextSibling
        : undefined;
  return target?.name === 'VariableName' ? text.slice(target.from, target.to) : undefined;
}

/** `name.do_handshake()` after the call in the same function, where nothing else is called by that name. */
function handshakesOf(name: string, call: SyntaxNode, text: string): SyntaxNode[] {
  let around: SyntaxNode = functionAround(call) ?? call;
  if (around === call) while (around.parent) around = around.parent;
  const found: SyntaxNode[] = [];
  let definitions = 0;
  around.cursor().iterate((ref) => {
    if (ref.name === 'AssignStatement' || ref.name === 'WithStatement') {
      const head = text.slice(ref.from, Math.min(ref.to, ref.from + 500));
      if (ref.name === 'AssignStatement' && head.startsWith(name) && /^\s*=/.test(head.slice(name.length)))
        definitions++;
      if (ref.name === 'WithStatement' && new RegExp(`\\bas\\s+${name}\\b`, 'u').test(head.split('\n')[0] ?? ''))
        definitions++;
    }
    if (ref.name !== 'ExpressionStatement' || ref.from < call.to) return true;
    if (text.slice(ref.from, ref.to).replace(/\s+/g, '') === `${name}.do_handshake()`) found.push(ref.node);
    return true;
  });
  return definitions === 1 ? found : [];
}
