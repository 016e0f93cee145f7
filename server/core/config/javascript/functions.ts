import type { SyntaxNode } from '@lezer/common';
import { evaluate } from './constants.ts';
import type { Entry } from './options.ts';
import { mostSteps, type Program } from './program.ts';
import { argumentsOf, calleeOf, childAfter, children, isName, lastChild, unwrap } from './syntax.ts';

/**
 * True where the function that an option is can only give back nothing: for `checkServerIdentity`, Node then takes
 * every name for right (a true value is taken for an error, and so is a promise).
 */
export function returnsNothing(program: Program, entry: Entry): boolean {
  if (entry.form === 'method') return isEmptyFunction(program, entry.node);
  if (!entry.value) return false;
  const node = followFunction(program, entry.value);
  return node !== undefined && isEmptyFunction(program, node);
}

/** The function an expression is, through names of this text. */
function followFunction(program: Program, expression: SyntaxNode): SyntaxNode | undefined {
  let node = unwrap(expression);
  for (let steps = 0; steps < mostSteps; steps++) {
    if (node.name === 'ArrowFunction' || node.name === 'FunctionExpression') return node;
    if (!isName(node)) return undefined;
    const binding = program.scopes.resolve(program.text.slice(node.from, node.to), node.from);
    const definition = binding && program.scopes.define(binding);
    if (definition?.kind === 'function') return definition.node;
    if (definition?.kind !== 'value') return undefined;
    node = unwrap(definition.init);
  }
  return undefined;
}

/**
 * The call by which a function, whatever it looks at, gives one of its parameters this answer; undefined where some
 * condition decides.
 */
export function certainCall(program: Program, expression: SyntaxNode, answer: unknown): SyntaxNode | undefined {
  const node = followFunction(program, expression);
  const parameters = node?.getChild('ParamList')?.getChildren('VariableDefinition') ?? [];
  const names = new Set(parameters.map(({ from, to }) => program.text.slice(from, to)));
  const body = node?.name === 'ArrowFunction' ? childAfter(node, 'Arrow') : node && lastChild(node);
  if (!body || names.size === 0) return undefined;
  if (body.name !== 'Block') return answers(program, body, names, answer) ? body : undefined;
  for (const statement of children(body)) {
    // Behind a way out, and where the answer may have been another.
    if (/^(?:If|Switch|Try|For|While|Do)Statement$/.test(statement.name)) {
      const text = program.text.slice(statement.from, statement.to);
      if (/\breturn\b/.test(text) || [...names].some((name) => text.includes(`${name}(`))) return undefined;
    }
    const expressions = /^(?:Expression|Return)Statement$/.test(statement.name) ? children(statement) : [];
    const call = expressions.find((one) => answers(program, one, names, answer));
    if (call) return call;
    if (statement.name === 'ReturnStatement') return undefined;
  }
  return undefined;
}

function answers(program: Program, expression: SyntaxNode, names: ReadonlySet<string>, answer: unknown): boolean {
  const call = unwrap(expression);
  const callee = call.name === 'CallExpression' ? calleeOf(call) : undefined;
  if (callee?.name !== 'VariableName' || !names.has(program.text.slice(callee.from, callee.to))) return false;
  const [given] = argumentsOf(call);
  return given !== undefined && evaluate(program, given)?.value === answer;
}

function isEmptyFunction(program: Program, node: SyntaxNode): boolean {
  if (node.getChild('async') || node.getChild('Star')) return false;
  const body = node.name === 'ArrowFunction' ? childAfter(node, 'Arrow') : lastChild(node);
  if (!body) return false;
  if (body.name !== 'Block') return node.name === 'ArrowFunction' && isFalsy(program, body);
  return body.lastChild?.name === '}' && isIdle(program, body, mostSteps);
}

/** True for a statement after which nothing was returned, thrown or called but a log. */
function isIdle(program: Program, statement: SyntaxNode, steps: number): boolean {
  if (steps === 0) return false;
  const parts = children(statement);
  switch (statement.name) {
    case ';':
    case '{':
    case '}':
      return true;
    case 'Block':
      return parts.every((part) => isIdle(program, part, steps - 1));
    case 'ReturnStatement': {
      const value = parts.find(({ name }) => name !== 'return' && name !== ';');
      return !value || isFalsy(program, value);
    }
    case 'ExpressionStatement': {
      const call = parts[0] && unwrap(parts[0]);
      const callee = call?.name === 'CallExpression' ? calleeOf(call) : undefined;
      return callee !== undefined && /^console\.\w+$/.test(program.text.slice(callee.from, callee.to));
    }
    case 'IfStatement':
      return parts
        .filter(({ name }) => name !== 'if' && name !== 'else' && name !== 'ParenthesizedExpression')
        .every((part) => isIdle(program, part, steps - 1));
    default:
      return false;
  }
}

function isFalsy(program: Program, expression: SyntaxNode): boolean {
  const constant = evaluate(program, expression);
  return constant !== undefined && !constant.value;
}
