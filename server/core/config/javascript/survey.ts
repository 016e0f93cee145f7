import type { SyntaxNodeRef } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { assignedKeys, tellingKeys } from './option-names.ts';
import type { Parsed } from './parse.ts';
import { type Binding, type Scope, Scopes } from './scopes.ts';

/** What one walk over a tree found worth a closer look: offsets only, nodes are made for the few that matter. */
export interface Survey {
  readonly scopes: Scopes;
  /** Where argument lists start, by the last name of what is called. */
  readonly calls: ReadonlyMap<string, readonly number[]>;
  /** Where names start that as a property's key tell of TLS options. */
  readonly keys: readonly number[];
  /** Where names start that may be the end of an assignment's target, and the scope they are in. */
  readonly targets: readonly { readonly at: number; readonly scope: Scope }[];
}

type Kind =
  | 'block'
  | 'function'
  | 'function-declaration'
  | 'parameters'
  | 'declaration'
  | 'definition'
  | 'assignment'
  | 'property-definition'
  | 'property-name'
  | 'string'
  | 'arguments';

const kindOfName: Readonly<Record<string, Kind>> = {
  Block: 'block',
  ForStatement: 'block',
  CatchClause: 'block',
  SwitchBody: 'block',
  ArrowFunction: 'function',
  FunctionExpression: 'function',
  MethodDeclaration: 'function',
  Property: 'function',
  FunctionDeclaration: 'function-declaration',
  ParamList: 'parameters',
  VariableDeclaration: 'declaration',
  VariableDefinition: 'definition',
  AssignmentExpression: 'assignment',
  PropertyDefinition: 'property-definition',
  PropertyName: 'property-name',
  String: 'string',
  ArgList: 'arguments',
};
const kinds: readonly (Kind | undefined)[] = parser.nodeSet.types.map(({ name }) => kindOfName[name]);

const opensScope: ReadonlySet<Kind> = new Set<Kind>(['block', 'function', 'function-declaration']);
const longestKey = Math.max(...[...tellingKeys, ...assignedKeys].map((key) => key.length));

export function survey({ text, tree }: Parsed): Survey {
  const bindings = new Map<string, Binding[]>();
  const reassigned = new Set<string>();
  const calls = new Map<string, number[]>();
  const keys: number[] = [];
  const targets: { at: number; scope: Scope }[] = [];
  let scope: Scope = { from: 0, to: text.length, parent: undefined, isFunction: true };
  /** The function declaration whose own name has not come yet. */
  let unnamed: Scope | undefined;
  let varUntil = -1;

  const lookAtName = (from: number, to: number, isKey: boolean, isTarget: boolean): void => {
    if (to - from > longestKey) return;
    const name = text.slice(from, to);
    if (isKey && tellingKeys.has(name)) keys.push(from);
    if (isTarget && assignedKeys.has(name)) targets.push({ at: from, scope });
  };

  const enter = (node: SyntaxNodeRef): void => {
    const kind = kinds[node.type.id];
    if (!kind) return;
    const { from, to } = node;
    if (opensScope.has(kind)) {
      scope = { from, to, parent: scope, isFunction: kind !== 'block' };
      if (kind === 'function-declaration') unnamed = scope;
      return;
    }
    switch (kind) {
      case 'parameters':
        unnamed = undefined;
        break;
      case 'declaration':
        if (text.startsWith('var', from)) varUntil = to;
        break;
      case 'definition': {
        let owner = scope;
        if (unnamed === scope && scope.parent) owner = scope.parent;
        else if (from < varUntil) while (!owner.isFunction && owner.parent) owner = owner.parent;
        unnamed = undefined;
        const name = text.slice(from, to);
        append(bindings, name, { name, from, scope: owner });
        break;
      }
      case 'assignment': {
        const name = /^[\w$]+(?=\s*(?:[-+*/%&|^?<>]{0,3}=))/.exec(text.slice(from, Math.min(to, from + 80)))?.[0];
        if (name) reassigned.add(name);
        break;
      }
      case 'property-definition':
        lookAtName(from, to, true, false);
        break;
      case 'property-name':
        lookAtName(from, to, false, true);
        break;
      case 'string':
        lookAtName(from + 1, to - 1, true, true);
        break;
      case 'arguments':
        append(calls, nameBefore(text, from), from);
        break;
    }
  };
  const leave = (node: SyntaxNodeRef): void => {
    const kind = kinds[node.type.id];
    if (kind && opensScope.has(kind) && scope.parent) scope = scope.parent;
  };
  tree.iterate({ enter, leave });
  return { scopes: new Scopes(text, tree, bindings, reassigned), calls, keys, targets };
}

function append<T>(lists: Map<string, T[]>, name: string, value: T): void {
  const list = lists.get(name);
  if (list) list.push(value);
  else lists.set(name, [value]);
}

/** The name that ends before `position`, type arguments and `?.` left out. */
function nameBefore(text: string, position: number): string {
  let end = position;
  if (text.endsWith('?.', end)) end -= 2;
  if (text[end - 1] === '>') {
    const open = text.lastIndexOf('<', end);
    if (open < 0 || end - open > 200) return '';
    end = open;
  }
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  let start = end;
  while (start > 0 && end - start < 40 && isNameCode(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isNameCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36
  );
}
