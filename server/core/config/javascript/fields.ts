/** Fields of a class: what they are where its own text alone says so. */
import type { SyntaxNode } from '@lezer/common';
import type { Program } from './program.ts';
import { childAfter, isNamed } from './syntax.ts';

/** An assignment to a property: `this.name =`, or of another object. */
interface Place {
  /** Where the name is. */
  readonly at: number;
  readonly isThis: boolean;
}

/** More assignments to one name than a class has. */
const mostPlaces = 20;

const assigned = new WeakMap<Program, ReadonlyMap<string, readonly Place[]>>();

/** Where something in the text is assigned to a property, by the name. */
function placesOf(program: Program): ReadonlyMap<string, readonly Place[]> {
  let places = assigned.get(program);
  if (!places) {
    const { text } = program;
    const found = new Map<string, Place[]>();
    for (const match of text.matchAll(/\.([\w$]{1,60})\s{0,20}(?:[-+*/|&?]{0,2}=)(?![=>])/g)) {
      const { 1: name = '', index } = match;
      const one = { at: index + 1, isThis: /(?:^|[^\w$.])this$/.test(text.slice(Math.max(0, index - 5), index)) };
      const others = found.get(name);
      if (others) others.push(one);
      else found.set(name, [one]);
    }
    places = found;
    assigned.set(program, places);
  }
  return places;
}

export function isAssigned(program: Program, name: string): boolean {
  return placesOf(program).has(name);
}

/**
 * The value of `this.name`: of a field that nothing assigns to, or of the one assignment that there is, where every
 * object comes to it: a statement of the constructor itself.
 */
export function readField(program: Program, self: SyntaxNode, name: string): SyntaxNode | undefined {
  const body = classOf(self);
  if (!body) return undefined;
  const places = placesOf(program).get(name) ?? [];
  if (places.length > mostPlaces) return undefined;
  // What another class does to itself is no matter of this one.
  const own = places.filter(({ at, isThis }) => {
    return !isThis || classOf(program.tree.resolveInner(at, 1))?.from === body.from;
  });
  const [only, ...more] = own;
  if (more.length > 0 || takesMore(program, body)) return undefined;
  if (only) return only.isThis ? assignedInConstructor(program, only.at, body) : undefined;
  const field = body.getChildren('PropertyDeclaration').find((one) => isNamed(program.text, one, name));
  return field && childAfter(field, 'Equals');
}

/** The body of the class that `this` is an object of. */
function classOf(node: SyntaxNode): SyntaxNode | undefined {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.name === 'ClassBody') return at;
    // These have a `this` of their own.
    if (/^Function(?:Expression|Declaration)$/.test(at.name) || (at.name === 'Property' && at.getChild('ParamList'))) {
      return undefined;
    }
  }
  return undefined;
}

const takers = new WeakMap<Program, Map<number, boolean>>();

/** `Object.assign(this, …)`, `this[name] = …`: what a field is does not stand there. */
function takesMore(program: Program, { from, to }: SyntaxNode): boolean {
  const known = takers.get(program) ?? new Map<number, boolean>();
  takers.set(program, known);
  const takes = known.get(from) ?? /\bassign\(\s*this\b|\bthis\s*\[/.test(program.text.slice(from, to));
  known.set(from, takes);
  return takes;
}

/** The value of `this.name = value`, a statement right in the constructor of the class. */
function assignedInConstructor({ text, tree }: Program, at: number, body: SyntaxNode): SyntaxNode | undefined {
  const assignment = tree.resolveInner(at, 1).parent?.parent;
  const statement = assignment?.parent;
  const method = statement?.parent?.parent;
  const isConstructor =
    assignment?.name === 'AssignmentExpression' &&
    statement?.name === 'ExpressionStatement' &&
    statement.parent?.name === 'Block' &&
    method?.name === 'MethodDeclaration' &&
    method.parent?.from === body.from &&
    isNamed(text, method, 'constructor');
  return isConstructor ? childAfter(assignment, 'Equals') : undefined;
}
