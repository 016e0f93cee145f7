import type { SyntaxNode } from '@lezer/common';
import type { Span } from '../../base/span.ts';

/** Questions about Lezer's nodes. Node names are those of @lezer/python's grammar. */

export function spanOf({ from, to }: SyntaxNode): Span {
  return { start: from, end: to };
}

/** The children that mean something: no comments and no error nodes. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment' && !child.type.isError) found.push(child);
  }
  return found;
}

/** One argument of a call: `value`, `keyword=value`, `*value` or `**value`. */
export interface ArgumentNode {
  readonly keyword: string | undefined;
  readonly star: '*' | '**' | undefined;
  readonly value: SyntaxNode;
  /** From the keyword or the star on. */
  readonly span: Span;
}

/** The arguments of a call's `ArgList`, in order. */
export function argumentsOf(list: SyntaxNode, text: string): ArgumentNode[] {
  const found: ArgumentNode[] = [];
  let start: number | undefined;
  let keyword: string | undefined;
  let star: ArgumentNode['star'];
  let value: SyntaxNode | undefined;
  const finish = (): void => {
    if (value) found.push({ keyword, star, value, span: { start: start ?? value.from, end: value.to } });
    start = keyword = star = value = undefined;
  };
  for (const child of children(list)) {
    if (child.name === '(' || child.name === ')' || child.name === ',') finish();
    else if (child.name === '*' || child.name === '**') {
      star = child.name;
      start = child.from;
    } else if (child.name === 'AssignOp') {
      keyword = value && text.slice(value.from, value.to);
      start = value?.from ?? child.from;
      value = undefined;
    } else value ??= child;
  }
  finish();
  return found;
}

/** True where the node is one of a block's statements, or one of several in a line. */
export function isStatement(node: SyntaxNode): boolean {
  const parent = node.parent?.name;
  return (
    (parent === 'Script' || parent === 'Body' || parent === 'StatementGroup') &&
    node.name !== ':' &&
    node.name !== ';' &&
    node.name !== 'Comment' &&
    !node.type.isError
  );
}

/** The function whose body holds the node; undefined at the level of the module. */
export function functionAround(node: SyntaxNode): SyntaxNode | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (at.name === 'FunctionDefinition') return at;
  }
  return undefined;
}

/**
 * The names and dots of `a`, `a.b`, `a.b['c']` as written, which stand for one object as long as `a` does. Undefined
 * for anything with a call or a line break in it.
 */
export function receiverKey(node: SyntaxNode, text: string): string | undefined {
  if (node.name !== 'VariableName' && node.name !== 'MemberExpression') return undefined;
  if (node.to - node.from > longestKey) return undefined;
  const key = text.slice(node.from, node.to);
  return /^[\p{L}_][\p{L}\p{N}_.[\]'"]*$/u.test(key) ? key : undefined;
}

/** Longer names do not occur in code that people write; bounds the work of comparing them. */
const longestKey = 120;

/** The first name in a key. */
export function rootOf(key: string): string {
  return /^[\p{L}\p{N}_]+/u.exec(key)?.[0] ?? key;
}
