import type { SyntaxNode } from '@lezer/common';
import { stringValue } from './literals.ts';
import { mostSteps, type Program } from './program.ts';
import type { Binding } from './scopes.ts';
import { calleeOf, children, isName, unwrapAwaited } from './syntax.ts';

/** What of which module an expression stands for: `{module: 'https', path: ['Agent']}`. */
export interface Origin {
  /** Without `node:`. For a name that the text does not define, the name. */
  readonly module: string;
  readonly path: readonly string[];
}

export function originOf(program: Program, expression: SyntaxNode, steps = mostSteps): Origin | undefined {
  if (steps === 0) return undefined;
  const node = unwrapAwaited(expression);
  const { text, scopes } = program;
  const required = requiredModule(node, text);
  if (required) return { module: moduleName(required), path: [] };
  if (isName(node)) {
    const name = text.slice(node.from, node.to);
    const binding = scopes.resolve(name, node.from);
    return binding ? originOfBinding(program, binding, steps - 1) : { module: name, path: [] };
  }
  if (node.name === 'MemberExpression') {
    const object = children(node)[0];
    const name = memberName(node, text);
    const origin = object && name !== undefined && originOf(program, object, steps - 1);
    return origin ? extend(origin, name) : undefined;
  }
  if (node.name === 'CallExpression') {
    // An instance is called like the module itself: `const api = axios.create(…)`, `got.extend(…)`.
    const callee = calleeOf(node);
    const origin = callee && originOf(program, callee, steps - 1);
    if (origin?.module === 'axios' && origin.path[0] === 'create') return { module: 'axios', path: [] };
    if (origin?.module === 'got' && origin.path[0] === 'extend') return { module: 'got', path: [] };
  }
  return undefined;
}

export function originOfBinding(program: Program, binding: Binding, steps = mostSteps): Origin | undefined {
  const definition = program.scopes.define(binding);
  switch (definition.kind) {
    case 'import': {
      const origin = { module: moduleName(definition.module), path: [] };
      return definition.name === '*' ? origin : extend(origin, definition.name);
    }
    case 'value':
      return originOf(program, definition.init, steps);
    case 'property': {
      const origin = originOf(program, definition.init, steps);
      return origin && extend(origin, definition.property);
    }
    default:
      return undefined;
  }
}

/** A module's default export counts as the module: for Node's own modules they are the same object. */
function extend({ module, path }: Origin, name: string): Origin {
  if (path.length === 0 && (name === 'default' || name === module)) return { module, path };
  if (path.length === 0 && module === 'follow-redirects' && name === 'https') return { module: 'https', path };
  return { module, path: [...path, name] };
}

function moduleName(specifier: string): string {
  return specifier.startsWith('node:') ? specifier.slice(5) : specifier;
}

/** The property's name in `a.name` or `a['name']`. */
export function memberName(member: SyntaxNode, text: string): string | undefined {
  const parts = children(member);
  const last = parts.at(-1);
  if (last?.name === 'PropertyName') return text.slice(last.from, last.to);
  const inside = last?.name === ']' ? parts.at(-2) : undefined;
  return inside && stringValue(inside, text);
}

/** The module of `require('x')` or `import('x')`. */
function requiredModule(node: SyntaxNode, text: string): string | undefined {
  if (node.name !== 'DynamicImport' && node.name !== 'CallExpression') return undefined;
  const callee = children(node)[0];
  if (node.name === 'CallExpression' && (!callee || text.slice(callee.from, callee.to) !== 'require')) return undefined;
  const source = (node.name === 'DynamicImport' ? node : node.getChild('ArgList'))?.getChild('String');
  return source ? stringValue(source, text) : undefined;
}
