import type { SyntaxNode } from '@lezer/common';
import { memberName } from './origins.ts';
import type { Program } from './program.ts';
import type { Binding, Scope } from './scopes.ts';
import { childAfter, children, firstChild, isName, unwrap } from './syntax.ts';

/** `target.key = value`. */
export interface Assignment {
  readonly node: SyntaxNode;
  readonly key: string;
  readonly value: SyntaxNode;
  /** The expression before the last name. */
  readonly object: SyntaxNode;
  /** The variable, where the object is one that this text defines. */
  readonly binding: Binding | undefined;
  readonly scope: Scope;
}

/** Assignments that always, or in the default case, leave the value in place: not `+=` and the like. */
const settingOperators = new Set(['=', '||=', '??=', '&&=']);

/** The property assignments among the survey's targets, in document order. */
export function readAssignments(program: Program): Assignment[] {
  return program.targets.flatMap(({ at, scope }) => readAssignment(program, at, scope) ?? []);
}

function readAssignment(program: Program, at: number, scope: Scope): Assignment | undefined {
  const { text, tree, scopes } = program;
  const name = tree.resolveInner(at, 1);
  const member = name.name === 'String' || name.name === 'PropertyName' ? name.parent : null;
  const node = member?.parent;
  if (member?.name !== 'MemberExpression' || node?.name !== 'AssignmentExpression') return undefined;
  const [target, operator] = children(node);
  if (!target || target.from !== member.from || target.to !== member.to || !operator) return undefined;
  if (!settingOperators.has(text.slice(operator.from, operator.to))) return undefined;
  const value = childAfter(node, operator.name);
  const key = memberName(member, text);
  const first = firstChild(member);
  if (!value || key === undefined || !first) return undefined;
  const object = unwrap(first);
  const binding = isName(object) ? scopes.resolve(text.slice(object.from, object.to), object.from) : undefined;
  return { node, key, value, object, binding, scope };
}

/** Assignments to one object in one scope. */
export interface AssignmentGroup {
  readonly binding: Binding | undefined;
  readonly assignments: readonly [Assignment, ...Assignment[]];
}

/** Longer than any target that a second assignment repeats. */
const longestName = 200;

/** Assignments that belong together: the same object, in the same block. */
export function groupAssignments(program: Program): AssignmentGroup[] {
  const groups = new Map<string, { binding: Binding | undefined; assignments: [Assignment, ...Assignment[]] }>();
  for (const assignment of readAssignments(program)) {
    const { binding, scope, object } = assignment;
    const name = object.to - object.from > longestName ? object.from : program.text.slice(object.from, object.to);
    const key = `${scope.from} ${scope.to} ${binding?.from ?? ''} ${name}`;
    const group = groups.get(key);
    if (group) group.assignments.push(assignment);
    else groups.set(key, { binding, assignments: [assignment] });
  }
  return [...groups.values()];
}
