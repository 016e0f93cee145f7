/** Strings in OpenSSL's list languages: `ciphers` and `ecdhCurve`. */
import type { SyntaxNode } from '@lezer/common';
import { cipherString, groupList, suiteList } from '../../tls/cipher-list/cipher-string.ts';
import type { Setting, TlsContext } from '../../tls/context.ts';
import { joinTexts, type ListText, placed, sliceText, unplaced } from '../../tls/list-text.ts';
import { evaluate, followName } from './constants.ts';
import { quoteOf } from './layout.ts';
import { literalParts } from './literals.ts';
import { effective, type Options } from './options.ts';
import { mostSteps, type Program } from './program.ts';
import { argumentsOf, calleeOf, children, isCall, isName, lastChild, spanOf, unwrap } from './syntax.ts';

type ListFacts = Pick<TlsContext, 'ciphers' | 'cipherSuites' | 'groups'>;

/** More items than that are no list that anybody wrote. */
const mostItems = 500;

export function readLists(program: Program, options: Options): ListFacts {
  return { ...readCiphers(program, options), ...readGroups(program, options) };
}

/** Node cuts the string at its colons: what begins with `TLS_` goes to the suites of TLS 1.3, the rest to the list. */
function readCiphers(program: Program, options: Options): ListFacts {
  const given = readOption(program, options, 'ciphers');
  if (!given) return {};
  const { list, place } = given;
  if (!list) return { ciphers: { ...place, value: 'unknown' } };
  const items = cut(list);
  const newer = items.filter(({ text }) => text.startsWith('TLS_'));
  if (newer.length === 0) return { ciphers: { ...place, value: cipherString(list) } };
  const older = items.filter(({ text }) => !text.startsWith('TLS_'));
  const part = (these: readonly ListText[], others: readonly ListText[]): ListText => ({
    ...joinTexts(these.flatMap((item, i) => (i === 0 ? [item] : [':', item]))),
    ...(list.source && { source: { ...list.source, keep: others.map(({ text }) => text).join(':') } }),
  });
  return {
    ...(older.length > 0 && { ciphers: { ...place, value: cipherString(part(older, newer)) } }),
    cipherSuites: { ...place, value: suiteList(part(newer, older), true) },
  };
}

function readGroups(program: Program, options: Options): ListFacts {
  const given = readOption(program, options, 'ecdhCurve');
  if (!given) return {};
  return { groups: { ...given.place, value: given.list ? groupList(given.list, 'auto') : 'unknown' } };
}

function readOption(
  program: Program,
  options: Options,
  key: string,
): { readonly list: ListText | undefined; readonly place: Omit<Setting<never>, 'value'> } | undefined {
  const entry = effective(options, key);
  if (!entry) return undefined;
  const list = entry.value && readText(program, entry.value, mostSteps);
  const constant = !list && entry.value && evaluate(program, entry.value);
  // `undefined` and the like leave the default.
  if (constant && !constant.value) return undefined;
  return { list, place: { span: spanOf(entry.node), origin: entry.inherited ? 'inherited' : 'explicit' } };
}

function cut(list: ListText): ListText[] {
  const items: ListText[] = [];
  let at = 0;
  for (const text of list.text.split(':')) {
    if (text !== '') items.push(sliceText(list, at, at + text.length));
    at += text.length + 1;
  }
  return items;
}

function readText(program: Program, expression: SyntaxNode, steps: number): ListText | undefined {
  if (steps === 0) return undefined;
  const node = unwrap(expression);
  if (isName(node)) {
    const init = followName(program, node);
    return init && readText(program, init, steps - 1);
  }
  const text = readParts(program, node, steps) ?? constantText(program, node);
  return text && { ...text, source: text.source ?? { span: spanOf(node), mark: quoteOf(program.text) } };
}

function readParts(program: Program, node: SyntaxNode, steps: number): ListText | undefined {
  if (node.name === 'String') {
    const [part, ...rest] = literalParts(node, program.text) ?? [];
    if (!part || rest.length > 0 || !('text' in part)) return undefined;
    const { start, end } = part.span;
    return end - start === part.text.length ? placed(part.text, part.span, '') : undefined;
  }
  if (node.name === 'BinaryExpression') {
    const [left, operator] = children(node);
    const right = lastChild(node);
    if (!left || !operator || !right || program.text.slice(operator.from, operator.to) !== '+') return undefined;
    const parts = [left, right].map((side) => readText(program, side, steps - 1));
    const [a, b] = parts;
    return a && b && joinTexts([a, b]);
  }
  return isCall(node) ? readJoin(program, node, steps) : undefined;
}

/** `['A', 'B'].join(':')` */
function readJoin(program: Program, node: SyntaxNode, steps: number): ListText | undefined {
  const callee = calleeOf(node);
  if (callee?.name !== 'MemberExpression') return undefined;
  const [object] = children(callee);
  const method = lastChild(callee);
  if (!object || !method || program.text.slice(method.from, method.to) !== 'join') return undefined;
  const [separator] = argumentsOf(node);
  const between = separator ? evaluate(program, separator)?.value : ',';
  const array = arrayBehind(program, object, steps);
  if (typeof between !== 'string' || !array) return undefined;
  const parts: (ListText | string)[] = [];
  for (const item of children(array)) {
    if (item.name === '[' || item.name === ']' || item.name === ',') continue;
    const text = readText(program, item, steps - 1);
    if (!text || parts.length > mostItems) return undefined;
    if (parts.length > 0) parts.push(between);
    parts.push(text);
  }
  return joinTexts(parts);
}

function arrayBehind(program: Program, expression: SyntaxNode, steps: number): SyntaxNode | undefined {
  const node = unwrap(expression);
  if (node.name === 'ArrayExpression') return node;
  const init = steps > 0 ? followName(program, node) : undefined;
  return init && arrayBehind(program, init, steps - 1);
}

function constantText(program: Program, node: SyntaxNode): ListText | undefined {
  const value = evaluate(program, node)?.value;
  return typeof value === 'string' && value !== '' ? unplaced(value) : undefined;
}
