/**
 * Goes through a program in the order in which it runs, without running it. Branches go their own ways and meet again;
 * a loop's body is gone through once; a function's body is gone through after everything around it, for that is what
 * it will find when it is called.
 */
import type { SyntaxNode } from '@lezer/common';
import { Environment } from './environment.ts';
import { Evaluator } from './evaluate.ts';
import { type Import, readImport } from './imports.ts';
import type { Parsed } from './parse.ts';
import { argument, hasUnpacked } from './place.ts';
import { children, receiverKey } from './syntax.ts';
import { type Here, type Interests, type Owner, Tracker } from './track.ts';
import { type Call, type Item, type Patch, type Subject, truth, unknown, type Value } from './value.ts';

export interface Followed {
  readonly text: string;
  readonly subjects: readonly Subject[];
  readonly patches: readonly Patch[];
  readonly imports: readonly Import[];
  /** Names of the module's own level, where its functions see them. */
  readonly moduleNames: { has(name: string): boolean };
}

/** More than anybody puts into one dictionary of options. */
const mostEntries = 100;

/** Python allows 100 levels of indentation, and 20 nested blocks. */
const deepest = 100;

export function follow({ text, tree }: Parsed, interests: Interests): Followed {
  return new Follower(text, interests, globalNames(tree.topNode, text)).run(tree.topNode);
}

/** Names that any function declares `global` or `nonlocal`. */
function globalNames(top: SyntaxNode, text: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (!/\b(?:global|nonlocal)\b/.test(text)) return names;
  top.cursor().iterate((node) => {
    if (node.name !== 'ScopeStatement') return;
    for (const name of node.node.getChildren('VariableName')) names.add(text.slice(name.from, name.to));
  });
  return names;
}

interface WaitingFunction {
  readonly node: SyntaxNode;
  readonly here: Here;
  readonly of: SyntaxNode | undefined;
}

class Follower {
  readonly #text: string;
  readonly #tracker: Tracker;
  readonly #evaluator: Evaluator;
  readonly #imports: Import[] = [];
  #waiting: WaitingFunction[] = [];
  #depth = 0;

  constructor(text: string, interests: Interests, globals: ReadonlySet<string>) {
    this.#text = text;
    this.#tracker = new Tracker(text, interests, globals);
    this.#evaluator = new Evaluator(text, this.#tracker);
  }

  run(script: SyntaxNode): Followed {
    const env = new Environment(undefined, undefined);
    const owner: Owner = { isFunction: false, globals: new Set() };
    this.#block(script, { env, branch: undefined, owner, statement: script });
    while (this.#waiting.length > 0) {
      const now = this.#waiting;
      this.#waiting = [];
      for (const one of now) this.#function(one);
    }
    this.#tracker.settle();
    return {
      text: this.#text,
      subjects: this.#tracker.subjects,
      patches: this.#tracker.patches,
      imports: this.#imports,
      moduleNames: { has: (name) => env.layerOf(name) !== undefined },
    };
  }

  #slice({ from, to }: SyntaxNode): string {
    return this.#text.slice(from, to);
  }

  /** Follows the statements of a block; true where the program does not come out of its end. */
  #block(block: SyntaxNode, here: Here, of?: SyntaxNode): boolean {
    if (this.#depth >= deepest) return false;
    this.#depth++;
    let ends = false;
    for (let child = block.firstChild; child; child = child.nextSibling) {
      // What comes after a return is followed all the same: somebody will take the return out again.
      if (this.#statement(child, { ...here, statement: child }, of)) ends = true;
    }
    this.#depth--;
    return ends;
  }

  #statement(node: SyntaxNode, here: Here, of?: SyntaxNode): boolean {
    switch (node.name) {
      case 'StatementGroup':
        return this.#block(node, here, of);
      case 'ImportStatement':
        this.#import(node, here);
        return false;
      case 'AssignStatement':
        this.#assignment(node, here, of);
        return false;
      case 'UpdateStatement':
        this.#update(node, here);
        return false;
      case 'ScopeStatement':
        for (const name of node.getChildren('VariableName')) here.owner.globals.add(this.#slice(name));
        return false;
      case 'DeleteStatement':
        for (const name of node.getChildren('VariableName')) here.env.set(this.#slice(name), unknown);
        return false;
      case 'IfStatement':
        return this.#if(node, here);
      case 'ForStatement':
      case 'WhileStatement':
        this.#loop(node, here);
        return false;
      case 'TryStatement':
        return this.#try(node, here);
      case 'WithStatement':
        return this.#with(node, here, of);
      case 'MatchStatement':
        this.#match(node, here);
        return false;
      case 'FunctionDefinition':
        this.#defineFunction(node, here, of);
        return false;
      case 'ClassDefinition':
        this.#defineClass(node, here);
        return false;
      case 'DecoratedStatement':
        for (const child of children(node)) {
          if (child.name === 'Decorator') this.#evaluator.visit(child, here);
          else this.#statement(child, here, of);
        }
        return false;
      case 'ReturnStatement':
      case 'RaiseStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        this.#evaluator.visit(node, here);
        return true;
      default:
        // A docstring says nothing.
        if (node.firstChild?.name !== 'String') this.#evaluator.visit(node, here);
        return false;
    }
  }

  #import(node: SyntaxNode, here: Here): void {
    for (const entry of readImport(node, this.#text)) {
      this.#imports.push(entry);
      if (entry.name === '*') this.#evaluator.importAll(entry.from ?? '');
      else here.env.set(entry.name, { kind: 'name', name: entry.target, imported: true });
    }
  }

  #assignment(node: SyntaxNode, here: Here, of: SyntaxNode | undefined): void {
    const sides: SyntaxNode[][] = [[]];
    for (const child of children(node)) {
      if (child.name === 'AssignOp') sides.push([]);
      else if (child.name === 'TypeDef') this.#evaluator.visit(child, here);
      else if (child.name !== ',') sides.at(-1)?.push(child);
    }
    const right = sides.length > 1 ? (sides.pop() ?? []) : [];
    const items = right.map((part): Item => ({ node: part, value: this.#evaluator.evaluate(part, here) }));
    const only = items[0];
    if (!only) return;
    const given: Item = items.length === 1 ? only : { node: only.node, value: { kind: 'tuple', items } };
    for (const targets of sides) this.#unpack(targets, given, '=', here, of);
  }

  /** Assigns to one target, or to several side by side. */
  #unpack(targets: readonly SyntaxNode[], given: Item, operator: string, here: Here, of?: SyntaxNode): void {
    const [target] = targets;
    if (targets.length === 1 && target) {
      if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(target.name)) {
        const inner = children(target).filter(({ name }) => !/^[()[\],]$/.test(name));
        if (inner.length > 0 && this.#depth < deepest) {
          this.#depth++;
          this.#unpack(inner, given, operator, here, of);
          this.#depth--;
        }
      } else this.#assign(target, given, operator, here, of);
      return;
    }
    const items = given.value.kind === 'tuple' ? given.value.items : [];
    const isPlain = items.length === targets.length && targets.every(({ name }) => name !== '*');
    targets.forEach((one, i) => {
      if (one.name === '*') return;
      const item = isPlain ? items[i] : undefined;
      this.#unpack([one], item ?? { node: given.node, value: unknown }, operator, here, of);
    });
  }

  #assign(target: SyntaxNode, given: Item, operator: string, here: Here, of?: SyntaxNode): void {
    const { node, value } = given;
    if (target.name === 'VariableName') {
      const name = this.#slice(target);
      here.env.set(name, operator === '=' ? value : unknown);
      this.#tracker.share(of ? `${classSelf}.${name}` : name, value, of ? inClass(here, of) : here);
      return;
    }
    const receiver = target.firstChild;
    const property = target.getChild('PropertyName');
    if (!property && this.#addEntry(target, given, operator, here)) return;
    if (target.name !== 'MemberExpression' || !receiver || !property) {
      this.#evaluator.visit(target, here);
      return;
    }
    const held = this.#evaluator.evaluate(receiver, here);
    const attribute = this.#slice(property);
    this.#tracker.assign(receiver, held, { attribute, operator, target, node, value }, here);
    const key = receiverKey(target, this.#text);
    if (key === undefined || held.kind === 'name') return;
    here.env.set(key, operator === '=' ? value : unknown);
    this.#tracker.share(key, value, here);
  }

  /** `options['verify'] = False`, where `options` is a dictionary of this text. */
  #addEntry(target: SyntaxNode, { node, value }: Item, operator: string, here: Here): boolean {
    const [holder, bracket, index, ...rest] = children(target);
    if (holder?.name !== 'VariableName' || bracket?.name !== '[' || !index || rest.length !== 1) return false;
    const held = here.env.get(this.#slice(holder));
    if (held?.kind !== 'dictionary' || operator !== '=') return false;
    const key = this.#evaluator.evaluate(index, here);
    const isKnown = key.kind === 'text';
    const entry = isKnown ? [{ key: key.text, node, value, span: { start: target.from, end: node.to } }] : [];
    const entries = [...held.entries.slice(-mostEntries), ...entry];
    here.env.set(this.#slice(holder), { ...held, entries, isOpen: held.isOpen || !isKnown });
    return true;
  }

  #update(node: SyntaxNode, here: Here): void {
    const [target, operator, value] = children(node);
    if (!target || !operator || !value) return;
    const given: Item = { node: value, value: this.#evaluator.evaluate(value, here) };
    this.#assign(target, given, this.#slice(operator), here);
  }

  #if(node: SyntaxNode, here: Here): boolean {
    const ways: Way[] = [];
    let test: Value | undefined;
    let isDecided = false;
    for (const child of children(node)) {
      if (child.name === 'Body') {
        const known = test ? truth(test) : true;
        // A branch that cannot be taken is followed too, but nothing of it is certain and nothing of it remains.
        const certain = known === true && ways.every(({ known: taken }) => taken === false);
        ways.push({ body: child, known: isDecided ? false : known, certain });
        if (known === true) isDecided = true;
        test = undefined;
      } else if (!/^(?:if|elif|else|:)$/.test(child.name)) {
        const value = this.#evaluator.evaluate(child, here);
        test ??= value;
      }
    }
    return this.#branch(ways, isDecided, here);
  }

  /** Goes each way; where they are not all there is (`complete`), the program may also pass by. */
  #branch(ways: readonly Way[], complete: boolean, here: Here): boolean {
    const came: Environment[] = complete ? [] : [here.env];
    for (const { body, known, certain } of ways) {
      if (certain) return this.#block(body, here);
      const branch = { parent: here.branch, node: body, isDead: known === false };
      const env = here.env.fork(branch);
      const ends = this.#block(body, { ...here, env, branch });
      if (known !== false && !ends) came.push(env);
    }
    here.env.join(came);
    return came.length === 0;
  }

  #loop(node: SyntaxNode, here: Here): void {
    const parts = children(node);
    const at = parts.findIndex(({ name }) => name === 'Body');
    const body = parts[at];
    if (!body) return;
    const head = parts.slice(0, at);
    const targets = head.slice(
      1,
      Math.max(
        1,
        head.findIndex(({ name }) => name === 'in'),
      ),
    );
    const isFor = node.name === 'ForStatement';
    const values = head.filter((part) => !(isFor && targets.includes(part)));
    const tests = values.map((part) => this.#evaluator.evaluate(part, here));
    const isEndless = !isFor && tests.some((test) => truth(test) === true);
    const branch = { parent: here.branch, node: body };
    const env = isEndless ? here.env : here.env.fork(branch);
    const inside = isEndless ? here : { ...here, env, branch };
    if (isFor) this.#bindAll(targets, inside);
    this.#block(body, inside);
    here.env.join([here.env, env]);
    const otherwise = parts.slice(at + 1).find(({ name }) => name === 'Body');
    if (otherwise) this.#block(otherwise, here);
  }

  /** Targets of a loop: what they get is not known. */
  #bindAll(targets: readonly SyntaxNode[], here: Here): void {
    for (const target of targets) {
      if (target.name === 'VariableName') here.env.set(this.#slice(target), unknown);
      else if (target.name === 'TupleExpression') this.#bindAll(children(target), here);
    }
  }

  /** The body is taken to run to its end; the handlers start from what it left. */
  #try(node: SyntaxNode, here: Here): boolean {
    const came: Environment[] = [here.env];
    let part = '';
    let ends = false;
    for (const child of children(node)) {
      if (child.name !== 'Body') {
        if (/^(?:try|except|else|finally)$/.test(child.name)) part = child.name;
        if (child.name === 'as' && child.nextSibling) here.env.set(this.#slice(child.nextSibling), unknown);
      } else if (part === 'except') {
        const branch = { parent: here.branch, node: child };
        const env = here.env.fork(branch);
        if (!this.#block(child, { ...here, env, branch })) came.push(env);
      } else {
        if (part === 'finally') here.env.join(came);
        if (this.#block(child, here)) ends = part === 'finally' || came.length === 1;
      }
    }
    here.env.join(came);
    return ends && came.length === 1;
  }

  #with(node: SyntaxNode, here: Here, of?: SyntaxNode): boolean {
    let value: Value = unknown;
    let isTarget = false;
    for (const child of children(node)) {
      if (child.name === 'Body') return this.#block(child, here, of);
      if (child.name === 'as') isTarget = true;
      else if (isTarget) {
        this.#assign(child, { node: child, value }, '=', here, of);
        isTarget = false;
      } else if (child.name !== ',') value = this.#evaluator.evaluate(child, here);
    }
    return false;
  }

  #match(node: SyntaxNode, here: Here): void {
    const body = node.getChild('MatchBody');
    for (const child of children(node)) if (child.name !== 'MatchBody') this.#evaluator.evaluate(child, here);
    const ways = (body?.getChildren('MatchClause') ?? []).flatMap((clause): Way[] => {
      const inner = clause.getChild('Body');
      return inner ? [{ body: inner, known: undefined, certain: false }] : [];
    });
    this.#branch(ways, false, here);
  }

  #defineFunction(node: SyntaxNode, here: Here, of: SyntaxNode | undefined): void {
    const name = node.getChild('VariableName');
    const parameters = node.getChild('ParamList');
    if (parameters) this.#evaluator.visit(parameters, here);
    if (name) here.env.set(this.#slice(name), { kind: 'function', node });
    this.#waiting.push({ node, here, of });
  }

  #function({ node, here, of }: WaitingFunction): void {
    const body = node.getChild('Body');
    if (!body) return;
    const branch = { parent: here.branch, node };
    const env = here.env.fork(branch);
    const parameters = readParameters(node);
    const first = parameters[0]?.name;
    const self =
      of && first ? { self: { name: this.#slice(first), of } } : here.owner.self && { self: here.owner.self };
    const owner: Owner = { isFunction: true, globals: new Set(), ...self };
    const inside: Here = { env, branch, owner, statement: node };
    const name = node.getChild('VariableName');
    const only = name && !of ? this.#tracker.onlyCallOf(node, this.#slice(name)) : undefined;
    parameters.forEach((parameter, i) => {
      const { annotation } = parameter;
      const object = annotation && this.#annotated(parameter.name, annotation, inside);
      const given = object ?? this.#given(parameter, only, i, inside);
      env.set(this.#slice(parameter.name), given);
    });
    const base = of && first && this.#tracker.fromAnnotation(first, this.#baseOf(of, here), inside);
    if (base) env.set(this.#slice(first), base);
    this.#block(body, inside);
  }

  /** What the only call of a function gives for a parameter; or else what it is where nothing is given. */
  #given({ name, byDefault, isRest }: Parameter, only: Call | undefined, position: number, here: Here): Value {
    if (isRest) return unknown;
    const found = only && argument(only, this.#slice(name), position);
    if (found) return found.value;
    if (only && hasUnpacked(only)) return unknown;
    if (!byDefault || !/^(?:Boolean|None|Number|String|VariableName|MemberExpression)$/.test(byDefault.name))
      return unknown;
    const value = this.#evaluator.evaluate(byDefault, here);
    // None stands for whatever the function makes of it.
    return value.kind === 'constant' && value.value === null ? unknown : value;
  }

  /** The class that another is derived from. */
  #baseOf(definition: SyntaxNode, here: Here): string {
    const [first] = children(definition.getChild('ArgList') ?? definition).filter(({ name }) =>
      /^(?:Variable|Member)/.test(name),
    );
    const value = first && definition.getChild('ArgList') ? this.#evaluator.evaluate(first, here) : unknown;
    return value.kind === 'name' ? value.name : '';
  }

  /** The object that `parameter: Class`, `Optional[Class]` or `Class | None` brings. */
  #annotated(parameter: SyntaxNode, annotation: SyntaxNode, here: Here): Value | undefined {
    const candidates: SyntaxNode[] = children(annotation);
    for (const node of candidates.slice(0, 8)) {
      if (node.name === 'BinaryExpression' || /^\w*\.?Optional\[/.test(this.#slice(node))) {
        candidates.push(...children(node));
      }
    }
    for (const node of candidates.slice(0, 16)) {
      if (node.name !== 'VariableName' && node.name !== 'MemberExpression') continue;
      const value = this.#evaluator.evaluate(node, here);
      const subject = value.kind === 'name' && this.#tracker.fromAnnotation(parameter, value.name, here);
      if (subject) return subject;
    }
    return undefined;
  }

  #defineClass(node: SyntaxNode, here: Here): void {
    const name = node.getChild('VariableName');
    const bases = node.getChild('ArgList');
    if (bases) this.#evaluator.visit(bases, here);
    if (name) here.env.set(this.#slice(name), unknown);
    const body = node.getChild('Body');
    // Names of a class are not seen in its methods; the names around it are.
    if (body) this.#block(body, { ...here, env: new Environment(here.env, here.branch) }, node);
  }
}

interface Parameter {
  readonly name: SyntaxNode;
  readonly annotation: SyntaxNode | undefined;
  readonly byDefault: SyntaxNode | undefined;
  /** `*args`, `**kwargs`. */
  readonly isRest: boolean;
}

function readParameters(definition: SyntaxNode): Parameter[] {
  const list = definition.getChild('ParamList');
  const found: Parameter[] = [];
  let isRest = false;
  let parts: SyntaxNode[] = [];
  const finish = (): void => {
    const [name] = parts;
    const annotation = parts.find((part) => part.name === 'TypeDef');
    const at = parts.findIndex((part) => part.name === 'AssignOp');
    if (name?.name === 'VariableName')
      found.push({ name, annotation, byDefault: at > 0 ? parts[at + 1] : undefined, isRest });
    parts = [];
    isRest = false;
  };
  for (const child of list ? children(list) : []) {
    if (/^[(),/]$/.test(child.name)) finish();
    else if (child.name === '*' || child.name === '**') isRest = true;
    else parts.push(child);
  }
  finish();
  return found;
}

interface Way {
  readonly body: SyntaxNode;
  /** Whether the program goes this way; undefined where that is not known. */
  readonly known: boolean | undefined;
  /** Known to be the only way. */
  readonly certain: boolean;
}

/** Stands for whatever a method calls its first parameter. */
const classSelf = 'self';

function inClass(here: Here, of: SyntaxNode): Here {
  return { ...here, owner: { ...here.owner, self: { name: classSelf, of } } };
}
