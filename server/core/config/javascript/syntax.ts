import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../base/span.ts';

/** Questions about Lezer's nodes. Node names are those of @lezer/javascript's grammar. */

export function spanOf({ from, to }: SyntaxNode): Span {
  return { start: from, end: to };
}

export function isComment({ name }: SyntaxNode): boolean {
  return name === 'LineComment' || name === 'BlockComment';
}

/** The children that mean something: no comments and no error nodes. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!isComment(child) && !child.type.isError) found.push(child);
  }
  return found;
}

export function firstChild(node: SyntaxNode): SyntaxNode | undefined {
  let child = node.firstChild;
  while (child && (isComment(child) || child.type.isError)) child = child.nextSibling;
  return child ?? undefined;
}

export function lastChild(node: SyntaxNode): SyntaxNode | undefined {
  let child = node.lastChild;
  while (child && (isComment(child) || child.type.isError)) child = child.prevSibling;
  return child ?? undefined;
}

/** The child after the token `token` (`:`, `Equals`), which is a node of that name. */
export function childAfter(node: SyntaxNode, token: string): SyntaxNode | undefined {
  let seen = false;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (isComment(child)) continue;
    if (seen) return child.type.isError ? undefined : child;
    seen = child.name === token;
  }
  return undefined;
}

/** What remains of an expression without parentheses and without what only the type checker sees. */
export function unwrap(expression: SyntaxNode): SyntaxNode {
  let node = expression;
  for (let depth = 0; depth < 32; depth++) {
    const inner = innerExpression(node);
    if (!inner) return node;
    node = inner;
  }
  return node;
}

function innerExpression(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.name) {
    case 'ParenthesizedExpression':
      return children(node)[1];
    case 'BinaryExpression': {
      const [left, operator] = children(node);
      return operator?.name === 'as' || operator?.name === 'satisfies' ? left : undefined;
    }
    case 'PostfixExpression': {
      const [left, operator] = children(node);
      return operator?.name === 'LogicOp' ? left : undefined;
    }
    case 'PrefixCast':
      return lastChild(node);
    case 'InstantiationExpression':
      return firstChild(node);
    default:
      return undefined;
  }
}

/** `unwrap`, and `await` taken away as well. */
export function unwrapAwaited(expression: SyntaxNode): SyntaxNode {
  const node = unwrap(expression);
  if (node.name !== 'AwaitExpression') return node;
  const inner = lastChild(node);
  return inner ? unwrap(inner) : node;
}

export function isCall({ name }: SyntaxNode): boolean {
  return name === 'CallExpression' || name === 'NewExpression';
}

/** The callee of a call or `new`. */
export function calleeOf(call: SyntaxNode): SyntaxNode | undefined {
  const callee = children(call).find(({ name }) => name !== 'new');
  return callee && callee.name !== 'ArgList' ? unwrap(callee) : undefined;
}

/** The arguments of a call or `new` up to the first spread, after which their places are not known. */
export function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  const list = call.getChild('ArgList');
  if (!list) return [];
  const found: SyntaxNode[] = [];
  for (const child of children(list)) {
    if (child.name === 'Spread') break;
    if (child.name !== '(' && child.name !== ')' && child.name !== ',') found.push(child);
  }
  return found;
}

/** True for nodes that stand for a variable: a name, or the name in a shorthand property. */
export function isName({ name }: SyntaxNode): boolean {
  return name === 'VariableName' || name === 'PropertyDefinition';
}

/** The nearest ancestor called `name`, looking `levels` up. */
export function ancestor(node: SyntaxNode, name: string, levels: number): SyntaxNode | undefined {
  let at: SyntaxNode | null = node;
  for (let level = 0; at && level <= levels; level++, at = at.parent) if (at.name === name) return at;
  return undefined;
}

/** Whether a property, field or method is defined under a name. */
export function isNamed(text: string, node: SyntaxNode, name: string): boolean {
  const first = node.getChild('PropertyDefinition');
  return first !== null && text.slice(first.from, first.to) === name;
}
