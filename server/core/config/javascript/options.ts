import type { SyntaxNode } from '@lezer/common';
import { followName } from './constants.ts';
import { stringValue } from './literals.ts';
import { originOf } from './origins.ts';
import { mostSteps, type Program } from './program.ts';
import { argumentsOf, calleeOf, childAfter, children, firstChild, isName, unwrap } from './syntax.ts';

/** One option of an options object, wherever it was given. */
export interface Entry {
  readonly key: string;
  /** The value's expression; absent for a getter, a method or broken text. */
  readonly value?: SyntaxNode;
  /** The `Property` or `AssignmentExpression`. */
  readonly node: SyntaxNode;
  readonly form: 'property' | 'method' | 'accessor' | 'assignment';
  /** Written in another object that this one takes in. */
  readonly inherited: boolean;
}

/** An options object as far as the text tells. */
export interface Options {
  /** The object literal or the call that makes it. */
  readonly node: SyntaxNode;
  /** In the order in which they take effect: of equal keys the last counts. */
  readonly entries: readonly Entry[];
  /** True where something that cannot be followed is spread into it. */
  readonly open: boolean;
  /** True where other blocks of the program assign to it: what is absent may come from there. */
  readonly changed?: boolean;
}

/** More than all TLS options together, several times; spreads of spreads stop here. */
const mostEntries = 500;

/** The options that `expression` stands for; undefined where it is no object written in this text. */
export function readOptions(program: Program, expression: SyntaxNode, steps = mostSteps): Options | undefined {
  if (steps === 0) return undefined;
  const node = unwrap(expression);
  if (node.name === 'ObjectExpression') return readLiteral(program, node, steps);
  if (isName(node)) {
    const init = followName(program, node);
    return init && readOptions(program, init, steps - 1);
  }
  const callee = node.name === 'CallExpression' ? calleeOf(node) : undefined;
  const origin = callee && originOf(program, callee);
  if (origin?.module !== 'Object') return undefined;
  const args = argumentsOf(node);
  const [first] = args;
  if (!first) return undefined;
  if (origin.path[0] === 'freeze' || origin.path[0] === 'seal') return readOptions(program, first, steps - 1);
  return origin.path[0] === 'assign' ? merge(program, node, args, steps) : undefined;
}

function merge(program: Program, node: SyntaxNode, args: readonly SyntaxNode[], steps: number): Options {
  const entries: Entry[] = [];
  let open = false;
  for (const argument of args) {
    const inlined = unwrap(argument).name === 'ObjectExpression';
    open = addAll(entries, readOptions(program, argument, steps - 1), !inlined) || open;
  }
  return { node, entries, open };
}

function readLiteral(program: Program, node: SyntaxNode, steps: number): Options {
  const entries: Entry[] = [];
  let open = false;
  for (const property of node.getChildren('Property')) {
    if (entries.length > mostEntries) {
      open = true;
      break;
    }
    if (firstChild(property)?.name === 'Spread') {
      const spread = children(property)[1];
      open = addAll(entries, spread && readOptions(program, spread, steps - 1), true) || open;
      continue;
    }
    const entry = readProperty(program, property);
    if (entry) entries.push(entry);
  }
  return { node, entries, open };
}

/** Adds `more`'s entries; true where some of them are not known. */
function addAll(entries: Entry[], more: Options | undefined, inherited: boolean): boolean {
  if (!more) return true;
  for (const entry of more.entries) {
    if (entries.length > mostEntries) return true;
    entries.push(inherited ? { ...entry, inherited } : entry);
  }
  return more.open;
}

function readProperty(program: Program, property: SyntaxNode): Entry | undefined {
  const key = propertyKey(program, property);
  if (key === undefined) return undefined;
  const base = { key, node: property, inherited: false };
  if (property.getChild('get') || property.getChild('set')) return { ...base, form: 'accessor' };
  if (property.getChild('ParamList')) return { ...base, form: 'method' };
  const parts = children(property);
  const [name] = parts;
  if (parts.length === 1 && name?.name === 'PropertyDefinition') return { ...base, form: 'property', value: name };
  const value = childAfter(property, ':');
  return value ? { ...base, form: 'property', value } : { ...base, form: 'accessor' };
}

/** The key of a property, in any spelling that the text alone decides. */
export function propertyKey({ text }: Program, property: SyntaxNode): string | undefined {
  for (const child of children(property)) {
    if (child.name === 'PropertyDefinition') return text.slice(child.from, child.to);
    if (child.name === 'String') return stringValue(child, text);
    if (child.name === ':') return undefined;
  }
  return undefined;
}

/** The entry that counts for `key`. */
export function effective(options: Options, key: string): Entry | undefined {
  return options.entries.findLast((entry) => entry.key === key);
}

/** Where the objects whose entries `options` took in start. */
export function sourcesOf(options: Options): Set<number> {
  const starts = new Set<number>();
  for (const { node, form } of options.entries) {
    if (form !== 'assignment' && node.parent) starts.add(node.parent.from);
  }
  return starts;
}
