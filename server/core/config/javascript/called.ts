import type { SyntaxNode } from '@lezer/common';
import { type Origin, originOf } from './origins.ts';
import type { Program } from './program.ts';
import { argumentsOf, calleeOf, isCall } from './syntax.ts';

/** A call of a function, and what the function is. */
export interface Called {
  readonly call: SyntaxNode;
  readonly callee: SyntaxNode;
  readonly origin: Origin | undefined;
  readonly arguments: readonly SyntaxNode[];
}

/** Every call of something whose last name is `name`. */
export function callsOf(program: Program, name: string): Called[] {
  return (program.calls.get(name) ?? []).flatMap((start) => {
    const call = program.tree.resolveInner(start, 1).parent?.parent;
    const callee = call && isCall(call) ? calleeOf(call) : undefined;
    if (!call || !callee) return [];
    return [{ call, callee, origin: originOf(program, callee), arguments: argumentsOf(call) }];
  });
}
