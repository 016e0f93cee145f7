/** https://www.pyopenssl.org/en/latest/api/ssl.html */
import type { SyntaxNode } from '@lezer/common';
import { explicit, type Library, type Place } from '../place.ts';
import { children, spanOf } from '../syntax.ts';
import { replaceNode } from '../text-edits.ts';
import type { Item } from '../value.ts';
import { placeFound, unverified } from './found.ts';

const methods: Readonly<Record<string, 'SSLv2' | 'SSLv3' | 'TLSv1' | 'TLSv1.1'>> = {
  SSLv2_METHOD: 'SSLv2',
  SSLv3_METHOD: 'SSLv3',
  TLSv1_METHOD: 'TLSv1',
  TLSv1_1_METHOD: 'TLSv1.1',
};

export const openSsl: Library = {
  module: 'OpenSSL',
  classes: ['OpenSSL.SSL.Context'],
  attributes: [],
  isTelling: (method) => method === 'set_verify',
  readPlaces({ origin, call, touches }, text) {
    const isContext = origin === undefined || /^OpenSSL\.SSL\.Context$/.test(origin);
    if (!isContext || !/\bOpenSSL\b/.test(text)) return [];
    const [method] = call?.arguments ?? [];
    const name = method?.value.kind === 'name' ? method.value.name : '';
    const version = methods[name.slice(name.lastIndexOf('.') + 1)];
    const places: Place[] = [];
    if (method && version) {
      const range = explicit(version, method.span);
      const property = method.node.getChild('PropertyName') ?? method.node;
      const isWhole = property === method.node && method.node.name !== 'VariableName';
      places.push(
        placeFound(spanOf(method.node), { minVersion: range, maxVersion: range }, () =>
          isWhole ? undefined : [replaceNode(property, 'TLS_METHOD')],
        ),
      );
    }
    for (const touch of touches) {
      if (touch.kind !== 'call' || touch.method !== 'set_verify') continue;
      const [mode, callback] = touch.call.arguments;
      const isOff = mode?.value.kind === 'name' && mode.value.name.endsWith('.VERIFY_NONE');
      if (isOff || !callback || !acceptsAll(callback, text)) continue;
      places.push(
        placeFound(spanOf(callback.node), unverified(spanOf(callback.node)), () => [
          replaceNode(callback.node, 'None'),
        ]),
      );
    }
    return places;
  },
};

/** A callback that finds every certificate good, whatever OpenSSL says of it. */
function acceptsAll({ node, value }: Item, text: string): boolean {
  if (node.name === 'LambdaExpression') return isTrue(children(node).at(-1), text);
  const body = value.kind === 'function' ? value.node.getChild('Body') : undefined;
  if (!body) return false;
  const statements = children(body).filter(
    (one) => one.name !== ':' && !(one.name === 'ExpressionStatement' && /String$/.test(one.firstChild?.name ?? '')),
  );
  const [only] = statements;
  return statements.length === 1 && only?.name === 'ReturnStatement' && isTrue(children(only).at(-1), text);
}

function isTrue(node: SyntaxNode | undefined, text: string): boolean {
  return node !== undefined && /^(?:True|1)$/.test(text.slice(node.from, node.to));
}
