import type { SyntaxNode } from '@lezer/common';
import { isAssigned, readField } from './fields.ts';
import { literalParts } from './literals.ts';
import { mostSteps, type Program } from './program.ts';
import { childAfter, children, firstChild, isName, isNamed, lastChild, unwrap } from './syntax.ts';

/** A value that the text alone decides. */
export interface Constant {
  readonly value: boolean | number | string | null | undefined;
}

/** More than a path or a version ever has; a chain of constants that doubles a string stops here. */
const longestString = 4096;

/** Evaluates `expression` as far as JavaScript would without running anything else; undefined where that is not known. */
export function evaluate(program: Program, expression: SyntaxNode, steps = mostSteps): Constant | undefined {
  if (steps === 0) return undefined;
  const { text } = program;
  const node = unwrap(expression);
  switch (node.name) {
    case 'BooleanLiteral':
      return { value: text.slice(node.from, node.to) === 'true' };
    case 'null':
      return { value: null };
    case 'Number':
      return { value: Number(text.slice(node.from, node.to).replaceAll('_', '').replace(/n$/, '')) };
    case 'String':
    case 'TemplateString':
      return evaluateString(program, node, steps);
    case 'UnaryExpression':
      return evaluateUnary(program, node, steps);
    case 'BinaryExpression':
      return evaluateBinary(program, node, steps);
    case 'ConditionalExpression': {
      const [condition, , yes, , no] = children(node);
      const chosen = condition && evaluate(program, condition, steps - 1);
      const branch = chosen && (chosen.value ? yes : no);
      return branch && evaluate(program, branch, steps - 1);
    }
    case 'MemberExpression': {
      const value = followMember(program, node, steps - 1);
      return value && evaluate(program, value, steps - 1);
    }
    default:
      return isName(node) ? evaluateName(program, node, steps) : undefined;
  }
}

function evaluateName(program: Program, node: SyntaxNode, steps: number): Constant | undefined {
  const init = followName(program, node) ?? defaultOf(program, node);
  if (init) return recall(program.constants, init.from, () => evaluate(program, init, steps - 1));
  const name = program.text.slice(node.from, node.to);
  return name === 'undefined' && !program.scopes.resolve(name, node.from) ? { value: undefined } : undefined;
}

/** What a name that never changes was initialised with. */
export function followName(program: Program, node: SyntaxNode): SyntaxNode | undefined {
  if (!isName(node)) return undefined;
  const binding = program.scopes.resolve(program.text.slice(node.from, node.to), node.from);
  const definition = binding && program.scopes.define(binding);
  return definition?.kind === 'value' ? definition.init : undefined;
}

/** What a parameter is where nothing is given for it: who made that insecure has to be told so. */
function defaultOf(program: Program, node: SyntaxNode): SyntaxNode | undefined {
  const binding = program.scopes.resolve(program.text.slice(node.from, node.to), node.from);
  const definition = binding && program.scopes.define(binding);
  return definition?.kind === 'default' ? definition.init : undefined;
}

/** The value of a property in an object, or of a field in a class, of this text that nothing assigns to. */
function followMember(program: Program, member: SyntaxNode, steps: number): SyntaxNode | undefined {
  const property = member.getChild('PropertyName');
  const object = firstChild(member);
  if (steps <= 0 || !property || !object) return undefined;
  const name = program.text.slice(property.from, property.to);
  let holder: SyntaxNode | undefined = unwrap(object);
  if (holder.name === 'this') return readField(program, holder, name);
  if (isAssigned(program, name)) return undefined;
  if (holder.name === 'MemberExpression') holder = followMember(program, holder, steps - 1);
  else holder = followName(program, holder);
  const literal = holder && unwrap(holder);
  if (literal?.name !== 'ObjectExpression') return undefined;
  const properties = literal.getChildren('Property');
  if (properties.some((one) => firstChild(one)?.name === 'Spread')) return undefined;
  const found = properties.findLast((one) => isNamed(program.text, one, name));
  return found && childAfter(found, ':');
}

/** `compute()`, once for each key; a value that needs itself is not known. */
export function recall<T>(
  memory: Map<number, T | undefined>,
  key: number,
  compute: () => T | undefined,
): T | undefined {
  if (memory.has(key)) return memory.get(key);
  memory.set(key, undefined);
  const value = compute();
  memory.set(key, value);
  return value;
}

function evaluateString(program: Program, node: SyntaxNode, steps: number): Constant | undefined {
  let value = '';
  for (const part of literalParts(node, program.text) ?? [{ expression: undefined }]) {
    if ('text' in part) value += part.text;
    else {
      const inner = part.expression && evaluate(program, part.expression, steps - 1);
      if (!inner) return undefined;
      value += String(inner.value);
    }
    if (value.length > longestString) return undefined;
  }
  return { value };
}

function evaluateUnary(program: Program, node: SyntaxNode, steps: number): Constant | undefined {
  const [operator, operand] = children(node);
  const inner = operand && evaluate(program, operand, steps - 1);
  if (!operator || !inner) return undefined;
  switch (program.text.slice(operator.from, operator.to)) {
    case '!':
      return { value: !inner.value };
    case 'void':
      return { value: undefined };
    case '-':
      return typeof inner.value === 'number' ? { value: -inner.value } : undefined;
    default:
      return undefined;
  }
}

function evaluateBinary(program: Program, node: SyntaxNode, steps: number): Constant | undefined {
  const [left, operator] = children(node);
  const right = lastChild(node);
  const a = left && evaluate(program, left, steps - 1);
  if (!a || !operator || !right || right.from <= operator.from) return undefined;
  const sign = program.text.slice(operator.from, operator.to);
  if (sign === '&&' && !a.value) return a;
  if (sign === '||' && a.value) return a;
  if (sign === '??' && a.value !== null && a.value !== undefined) return a;
  const b = evaluate(program, right, steps - 1);
  if (!b) return undefined;
  switch (sign) {
    case '&&':
    case '||':
    case '??':
      return b;
    case '===':
      return { value: a.value === b.value };
    case '!==':
      return { value: a.value !== b.value };
    case '+': {
      if (typeof a.value !== 'string' || typeof b.value !== 'string') return undefined;
      const value = a.value + b.value;
      return value.length > longestString ? undefined : { value };
    }
    default:
      return undefined;
  }
}
