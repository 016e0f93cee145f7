import type { SyntaxNode } from '@lezer/common';
import { joinTexts, type ListText } from '../../tls/list-text.ts';
import { canonicalName } from './imports.ts';
import { literalParts } from './literals.ts';
import { ancestor, asList, concatenate, joinItems, pathOfAttribute, pathOfCall, pathOfMethod } from './paths.ts';
import { argumentsOf, children, receiverKey, spanOf } from './syntax.ts';
import type { Here, Tracker } from './track.ts';
import {
  type Argument,
  type Call,
  type Dictionary,
  type Entry,
  type Item,
  merge,
  type Text,
  truth,
  unknown,
  type Value,
} from './value.ts';

/** Python's own parser gives up at 200 nested parentheses. */
const deepest = 200;
const mostFlags = 32;
/** Bounds of what is joined from a list: the longest cipher strings have some 4,000 characters. */
const mostJoined = 500;
const longestJoined = 20_000;
/** A name before it is known to be local or imported. */
const builtins = new Set(['str', 'dict']);
/** More than any call takes. */
const mostEntries = 200;

/**
 * Says what expressions stand for, as far as their text tells. Every expression is evaluated once, in the order in
 * which the program runs, for that is also how the calls in it are found.
 */
export class Evaluator {
  readonly #text: string;
  readonly #tracker: Tracker;
  /** Modules that `from module import *` brought in. */
  readonly #starred: string[] = [];
  #depth = 0;

  constructor(text: string, tracker: Tracker) {
    this.#text = text;
    this.#tracker = tracker;
  }

  importAll(module: string): void {
    this.#starred.push(module);
  }

  evaluate(node: SyntaxNode, here: Here): Value {
    if (this.#depth >= deepest) return unknown;
    this.#depth++;
    const value = this.#evaluate(node, here);
    this.#depth--;
    return value;
  }

  /** Looks for calls in everything below a node that stands for nothing itself. */
  visit(node: SyntaxNode, here: Here): Value {
    for (let child = node.firstChild; child; child = child.nextSibling) this.evaluate(child, here);
    return unknown;
  }

  #evaluate(node: SyntaxNode, here: Here): Value {
    switch (node.name) {
      case 'String':
      case 'FormatString':
        return this.#string(node, here);
      case 'ContinuedString':
        return this.#continuedString(node, here);
      case 'Boolean':
        return { kind: 'constant', value: this.#slice(node) === 'True' };
      case 'None':
        return { kind: 'constant', value: null };
      case 'Number':
        return this.#number(node);
      case 'VariableName':
        return this.#name(node, here);
      case 'MemberExpression':
        return this.#member(node, here);
      case 'CallExpression':
        return this.#call(node, here);
      case 'BinaryExpression':
        return this.#binary(node, here);
      case 'ConditionalExpression':
        return this.#conditional(node, here);
      case 'UnaryExpression':
        return this.#unary(node, here);
      case 'NamedExpression':
        return this.#named(node, here);
      case 'ParenthesizedExpression':
      case 'AwaitExpression': {
        const [, inner, ...rest] = children(node);
        const value = inner ? this.evaluate(inner, here) : unknown;
        return inner && rest.length <= 1 ? value : unknown;
      }
      case 'TupleExpression':
        return { kind: 'tuple', items: this.#items(node, here) };
      case 'DictionaryExpression':
        return this.#dictionary(node, here);
      case 'LambdaExpression':
        return this.#lambda(node, here);
      default:
        return node.firstChild ? this.visit(node, here) : unknown;
    }
  }

  /** The expressions between the commas of a node, without anything unpacked. */
  #items(node: SyntaxNode, here: Here): Item[] {
    return children(node).flatMap((child) =>
      /^[[\](),*]$/.test(child.name) ? [] : [{ node: child, value: this.evaluate(child, here) }],
    );
  }

  #dictionary(node: SyntaxNode, here: Here): Value {
    const entries: Entry[] = [];
    let isOpen = false;
    let key: SyntaxNode | undefined;
    let isSpread = false;
    for (const child of children(node)) {
      if (child.name === '**') isSpread = true;
      else if (child.name === ',') key = undefined;
      else if (/^[{}:]$/.test(child.name)) continue;
      else if (isSpread) {
        const inner = this.evaluate(child, here);
        if (inner.kind === 'dictionary') entries.push(...inner.entries.slice(0, mostEntries));
        isOpen ||= inner.kind !== 'dictionary' || inner.isOpen;
        isSpread = false;
      } else if (!key) {
        key = child;
      } else {
        const name = this.evaluate(key, here);
        const value = this.evaluate(child, here);
        if (name.kind === 'text') {
          entries.push({ key: name.text, node: child, value, span: { start: key.from, end: child.to } });
        } else isOpen = true;
        key = undefined;
      }
    }
    if (entries.length > mostEntries) return unknown;
    const dictionary: Dictionary = { kind: 'dictionary', node, entries, isOpen };
    this.#tracker.dictionary(dictionary, here);
    return dictionary;
  }

  #slice({ from, to }: SyntaxNode): string {
    return this.#text.slice(from, to);
  }

  #string(node: SyntaxNode, here: Here): Value {
    const parts = literalParts(node, this.#text);
    if (!parts) return unknown;
    let value: Value = { kind: 'text', text: '', base: 'working-directory' };
    for (const part of parts) {
      const next: Value =
        'text' in part
          ? { kind: 'text', text: part.text, base: 'working-directory', span: part.span }
          : this.#embedded(part.expression, here);
      value = isEmpty(value) ? next : concatenate({ node, value }, { node, value: next }, spanOf(node));
    }
    if (value.kind !== 'text' || !value.form) return value;
    // A path object can stand in a string, but not be added to one.
    const { form: _, ...plain } = value;
    return plain;
  }

  #embedded(expression: SyntaxNode | undefined, here: Here): Value {
    const value = expression ? this.evaluate(expression, here) : unknown;
    return value.kind === 'text' ? value : unknown;
  }

  #continuedString(node: SyntaxNode, here: Here): Value {
    const [first, ...rest] = this.#items(node, here);
    if (!first) return unknown;
    return rest.reduce<Value>((value, item) => concatenate({ node, value }, item, spanOf(node)), first.value);
  }

  #number(node: SyntaxNode): Value {
    const value = Number(this.#slice(node).replaceAll('_', ''));
    return Number.isNaN(value) ? unknown : { kind: 'constant', value };
  }

  #name(node: SyntaxNode, here: Here): Value {
    const name = this.#slice(node);
    const layer = here.env.layerOf(name);
    const value = layer?.get(name);
    if (!layer || !value) return this.#free(name);
    if (value.kind === 'subjects') return value;
    // Another function may have given it another value by now.
    if (!layer.parent && here.owner.isFunction && this.#tracker.isShared(name)) return unknown;
    return value.kind === 'name' ? { kind: 'name', name: value.name } : value;
  }

  #free(name: string): Value {
    if (name === '__file__') return { kind: 'file' };
    if (builtins.has(name)) return { kind: 'name', name };
    const [module] = this.#starred;
    return module === undefined || name.startsWith('_') ? unknown : { kind: 'name', name: `${module}.${name}` };
  }

  #member(node: SyntaxNode, here: Here): Value {
    const [object, operator, ...rest] = children(node);
    if (!object) return unknown;
    const value = this.evaluate(object, here);
    if (operator?.name === '[') {
      const indices = rest.map((index) => this.evaluate(index, here));
      const index = indices[0];
      const isIndex = value.kind === 'parents' && index?.kind === 'constant' && typeof index.value === 'number';
      if (isIndex) return ancestor(value.of, Number(index.value));
      return this.#held(node, here);
    }
    const property = rest[0];
    if (!property) return unknown;
    const attribute = this.#slice(property);
    if (value.kind === 'name') return { kind: 'name', name: canonicalName(`${value.name}.${attribute}`) };
    if (value.kind === 'file' || value.kind === 'text') return pathOfAttribute(value, attribute);
    return this.#held(node, here);
  }

  #held(node: SyntaxNode, here: Here): Value {
    const key = receiverKey(node, this.#text);
    if (key === undefined) return unknown;
    return here.env.get(key) ?? this.#tracker.constantOf(key, here) ?? unknown;
  }

  #call(node: SyntaxNode, here: Here): Value {
    const [callee, list] = children(node);
    if (!callee || list?.name !== 'ArgList') return this.visit(node, here);
    const method = callee.name === 'MemberExpression' ? callee.getChild('PropertyName') : undefined;
    const receiver = method ? callee.firstChild : undefined;
    const held = receiver ? this.evaluate(receiver, here) : unknown;
    const called = method && receiver ? this.#methodOf(held, this.#slice(method)) : this.evaluate(callee, here);
    const name = called.kind === 'name' ? called.name : undefined;
    const given = argumentsOf(list, this.#text).flatMap((one): Argument[] => {
      const value = this.#argument(one.value, here);
      const { keyword, star, span } = one;
      if (star === '**' && value.kind === 'dictionary') return unpack(value, { keyword, star, span, node: one.value });
      return [{ keyword, star, span, node: one.value, value }];
    });
    const call: Call = { node, callee, name, arguments: given };
    if (called.kind === 'function') this.#tracker.callFunction(called.node, call);
    if (name === 'dict') return dictionaryOf(call);
    if (name === 'functools.partial') this.#partial(call, here);
    this.#tracker.pass(call, method ?? callee, here);
    if (name !== undefined) {
      return pathOfCall(call, name, this.#slice(callee)) ?? this.#tracker.make(call, name, here) ?? unknown;
    }
    if (!method || !receiver) return unknown;
    if (held.kind === 'text' && this.#slice(method) === 'join') return joinTuple(held, call);
    if (held.kind === 'text' || held.kind === 'file') {
      return pathOfMethod({ node: receiver, value: held }, this.#slice(method), call) ?? unknown;
    }
    this.#tracker.call(receiver, held, this.#slice(method), call, here);
    return unknown;
  }

  /** `partial(function, …)`: the function with these arguments, whenever it is called. */
  #partial(call: Call, here: Here): void {
    const [first, ...rest] = call.arguments;
    if (first?.value.kind !== 'name' || first.keyword !== undefined) return;
    this.#tracker.make(
      { ...call, callee: first.node, name: first.value.name, arguments: rest },
      first.value.name,
      here,
    );
  }

  /** A list that is written in the call is a value; any other may have changed by the time it is used. */
  #argument(node: SyntaxNode, here: Here): Value {
    if (node.name !== 'ArrayExpression') return this.evaluate(node, here);
    return { kind: 'tuple', items: this.#items(node, here) };
  }

  #methodOf(held: Value, method: string): Value {
    return held.kind === 'name' ? { kind: 'name', name: canonicalName(`${held.name}.${method}`) } : unknown;
  }

  #binary(node: SyntaxNode, here: Here): Value {
    const [first, operator, last, ...rest] = children(node);
    if (!first || !operator || !last || rest.length > 0) return this.visit(node, here);
    const left: Item = { node: first, value: this.evaluate(first, here) };
    const right: Item = { node: last, value: this.evaluate(last, here) };
    switch (this.#slice(operator)) {
      case '+':
        return concatenate(left, right, spanOf(node));
      case '/':
        return joinItems([left, right], spanOf(node), 'slash');
      case '|':
        return flags(left.value, right.value);
      case 'or':
        return either(truth(left.value), right.value, left.value);
      case 'and':
        return either(truth(left.value), left.value, right.value);
      case '==':
        return this.#slice(first) === '__name__' && right.value.kind === 'text' && right.value.text === '__main__'
          ? { kind: 'constant', value: true }
          : unknown;
      default:
        return unknown;
    }
  }

  #conditional(node: SyntaxNode, here: Here): Value {
    const [yes, , test, , no] = children(node);
    if (!yes || !test || !no) return this.visit(node, here);
    const condition = truth(this.evaluate(test, here));
    const [a, b] = [this.evaluate(yes, here), this.evaluate(no, here)];
    return either(condition, b, a);
  }

  #unary(node: SyntaxNode, here: Here): Value {
    const [operator, operand] = children(node);
    const value = operand ? this.evaluate(operand, here) : unknown;
    const known = operator?.name === 'not' ? truth(value) : undefined;
    return known === undefined ? unknown : { kind: 'constant', value: !known };
  }

  #named(node: SyntaxNode, here: Here): Value {
    const [target, , expression] = children(node);
    if (!target || !expression) return this.visit(node, here);
    const value = this.evaluate(expression, here);
    if (target.name === 'VariableName') here.env.set(this.#slice(target), value);
    return value;
  }

  #lambda(node: SyntaxNode, here: Here): Value {
    const branch = { parent: here.branch, node };
    const env = here.env.fork(branch);
    const [, parameters] = children(node);
    for (const parameter of parameters?.getChildren('VariableName') ?? []) env.set(this.#slice(parameter), unknown);
    return this.visit(node, { ...here, env, branch });
  }
}

/** The entries of a dictionary as keywords of the call that unpacks it. */
function unpack(value: Dictionary, argument: Omit<Argument, 'value'>): Argument[] {
  const entries = value.entries.map(
    ({ key, node, value: held, span }): Argument => ({
      keyword: key,
      star: undefined,
      span,
      node,
      value: held,
      isUnpacked: true,
    }),
  );
  return value.isOpen ? [...entries, { ...argument, value: unknown }] : entries;
}

/** `dict(verify=False)` */
function dictionaryOf({ node, arguments: given }: Call): Value {
  const entries = given.flatMap(({ keyword, node: value, value: held, span }): Entry[] =>
    keyword === undefined ? [] : [{ key: keyword, node: value, value: held, span }],
  );
  return { kind: 'dictionary', node, entries, isOpen: entries.length < given.length };
}

function isEmpty(value: Value): boolean {
  return value.kind === 'text' && value.text === '' && value.base === 'working-directory';
}

/** `':'.join((…))` */
function joinTuple(separator: Text, call: Call): Value {
  const [items] = call.arguments;
  if (items?.value.kind !== 'tuple' || call.arguments.length > 1 || items.value.items.length > mostJoined)
    return unknown;
  const parts: (ListText | string)[] = [];
  for (const { value } of items.value.items) {
    if (value.kind !== 'text' || value.base === 'document') return unknown;
    if (parts.length > 0) parts.push(separator.text);
    parts.push(asList(value));
  }
  const { text, pieces } = joinTexts(parts);
  return text.length > longestJoined ? unknown : { kind: 'text', text, base: 'working-directory', pieces };
}

/** The value of `condition ? whenTrue : whenFalse`. */
function either(condition: boolean | undefined, whenFalse: Value, whenTrue: Value): Value {
  if (condition !== undefined) return condition ? whenTrue : whenFalse;
  return merge(whenTrue, whenFalse);
}

function flags(left: Value, right: Value): Value {
  const names = [left, right].map((value) => {
    if (value.kind === 'flags') return value.names;
    return value.kind === 'name' ? [value.name] : undefined;
  });
  if (names.some((some) => some === undefined)) return unknown;
  const all = [...new Set(names.flatMap((some) => some ?? []))];
  return all.length > mostFlags ? unknown : { kind: 'flags', names: all };
}
