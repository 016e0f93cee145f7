import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';

/** One positional or keyword argument of a call. */
export interface Argument {
  readonly name: string | undefined;
  readonly value: SyntaxNode;
}

export function parsePython(text: string): SyntaxNode {
  return parser.parse(text).topNode;
}

export function textOf(text: string, node: SyntaxNode): string {
  return text.slice(node.from, node.to);
}

/** The arguments of a CallExpression. */
export function argumentsOf(text: string, call: SyntaxNode): Argument[] {
  const list = call.getChild('ArgList');
  const found: Argument[] = [];
  for (let node = list?.firstChild ?? null; node; node = node.nextSibling) {
    if (['(', ')', ',', 'Comment', 'AssignOp'].includes(node.name)) continue;
    const operator = node.nextSibling;
    if (node.name === 'VariableName' && operator?.name === 'AssignOp' && operator.nextSibling) {
      found.push({ name: textOf(text, node), value: operator.nextSibling });
      node = operator.nextSibling;
    } else found.push({ name: undefined, value: node });
  }
  return found;
}

/** The argument called `name`, or the one at `position` among the positional ones. */
export function argument(args: readonly Argument[], name: string, position?: number): SyntaxNode | undefined {
  const named = args.find((one) => one.name === name);
  if (named) return named.value;
  return position === undefined ? undefined : args.filter((one) => one.name === undefined)[position]?.value;
}

/** The nearest enclosing function, or the whole script. */
export function scopeOf(node: SyntaxNode): SyntaxNode {
  let at = node.parent;
  while (at?.parent && at.name !== 'FunctionDefinition' && at.name !== 'LambdaExpression') at = at.parent;
  return at ?? node;
}

/** The block whose statements run together with `node`: the nearest Body, or the script. */
export function blockOf(node: SyntaxNode): SyntaxNode {
  let at = node.parent;
  // A `with` block runs whenever the statement before it does.
  while (at?.parent && (at.name !== 'Body' || at.parent.name === 'WithStatement')) at = at.parent;
  return at ?? node;
}

/** The value of a plain string literal: no f-string, no bytes. */
export function stringValue(text: string, node: SyntaxNode): string | undefined {
  if (node.name !== 'String') return undefined;
  const match = /^([rRuU]?)('''|"""|'|")([\s\S]*)\2$/.exec(textOf(text, node));
  const body = match?.[3];
  if (body === undefined) return undefined;
  return match?.[1]?.toLowerCase() === 'r' ? body : body.replace(/\\([\\'"])/g, '$1');
}
