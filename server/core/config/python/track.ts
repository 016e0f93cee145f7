import type { SyntaxNode } from '@lezer/common';
import type { Environment } from './environment.ts';
import { receiverKey, rootOf } from './syntax.ts';
import type {
  Argument,
  Assignment,
  Branch,
  Call,
  Dictionary,
  MethodCall,
  Patch,
  Subject,
  Touch,
  Value,
} from './value.ts';
import { merge } from './value.ts';

/** What is worth following. Everything else is passed over. */
export interface Interests {
  /** Modules whose functions and classes make objects: the first part of their names. */
  readonly modules: ReadonlySet<string>;
  /** Attributes that show an object of unknown origin to be one of theirs. */
  readonly attributes: ReadonlySet<string>;
  /** Calls of a method that show the same. */
  isTelling(method: string, given: readonly Argument[]): boolean;
  /** Keys of a dictionary that tell of TLS, whoever takes it. */
  isTellingKey(key: string): boolean;
  /** Classes of theirs, by which an annotation names them. */
  readonly classes: ReadonlySet<string>;
}

/** The function or module whose statements are being followed. */
export interface Owner {
  readonly isFunction: boolean;
  /** The class that the function is a method of, and its first parameter. */
  readonly self?: { readonly name: string; readonly of: SyntaxNode };
  /** Names that the function declared `global`. */
  readonly globals: Set<string>;
}

/** Where in the program we are. */
export interface Here {
  readonly env: Environment;
  readonly branch: Branch | undefined;
  readonly owner: Owner;
  readonly statement: SyntaxNode;
}

/** Where an object lives that several functions share: an attribute of their class, or a global name. */
type Cell = string;

/** Longer names are not searched for. */
const longestName = 60;

/** Collects the objects that a program makes, and what it does with them. */
export class Tracker {
  readonly subjects: Subject[] = [];
  readonly patches: Patch[] = [];
  readonly #interests: Interests;
  readonly #text: string;
  /** Worked out when it is asked for. */
  #assigned: ReadonlyMap<string, number> | undefined;
  readonly #cells = new Map<Cell, Set<Subject>>();
  readonly #cellOf = new Map<Subject, Cell>();
  /** Plain values of attributes; undefined where they differ. */
  readonly #constants = new Map<Cell, Value | undefined>();
  /** Calls of the text's own functions, by where those are defined. */
  readonly #callsOf = new Map<number, Call[]>();
  /** Names that some function declares `global`. */
  readonly #globals: ReadonlySet<string>;

  constructor(text: string, interests: Interests, globals: ReadonlySet<string>) {
    this.#text = text;
    this.#interests = interests;
    this.#globals = globals;
  }

  isShared(name: string): boolean {
    return this.#globals.has(name);
  }

  /** The object that a call of a module's function makes; undefined where the module is none of ours. */
  make(call: Call, name: string, here: Here): Value | undefined {
    if (!this.#interests.modules.has(rootOf(name))) return undefined;
    return this.#add({ ...newSubject(call.node, here), origin: name, call });
  }

  /** The object that a parameter of an annotated class brings. */
  fromAnnotation(parameter: SyntaxNode, type: string, here: Here): Value | undefined {
    if (!this.#interests.classes.has(type)) return undefined;
    return this.#add({ ...newSubject(parameter, here), type });
  }

  /** Remembers a dictionary that tells of TLS by itself. */
  dictionary(dictionary: Dictionary, here: Here): void {
    if (!dictionary.entries.some(({ key }) => this.#interests.isTellingKey(key))) return;
    this.#add({ ...newSubject(dictionary.node, here), dictionary });
  }

  callFunction(definition: SyntaxNode, call: Call): void {
    const calls = this.#callsOf.get(definition.from) ?? [];
    calls.push(call);
    this.#callsOf.set(definition.from, calls);
  }

  /** The one call of a function of this text; undefined where there are others, or may be. */
  onlyCallOf(definition: SyntaxNode, name: string): Call | undefined {
    const [call, ...more] = this.#callsOf.get(definition.from) ?? [];
    if (!call || more.length > 0 || name.length > longestName) return undefined;
    // Its definition, and the call.
    return this.#text.split(name).length === 3 ? call : undefined;
  }

  /** The plain value of `self.name`, where the class sets it to no other. */
  constantOf(key: string, here: Here): Value | undefined {
    const { self } = here.owner;
    if (!self || !key.startsWith(`${self.name}.`)) return undefined;
    const cell = this.#cellAt(key, here);
    return cell === undefined ? undefined : this.#constants.get(cell);
  }

  #add(subject: Subject): Value {
    this.subjects.push(subject);
    return { kind: 'subjects', subjects: [subject] };
  }

  /** `receiver.attribute = value`. */
  assign(receiver: SyntaxNode, held: Value, assignment: Omit<Assignment, 'kind' | 'statement' | 'branch'>, here: Here) {
    const { attribute } = assignment;
    if (held.kind === 'name') {
      if (!this.#interests.modules.has(rootOf(held.name))) return;
      const { node, value, target } = assignment;
      this.patches.push({ name: `${held.name}.${attribute}`, node, value, target, ...at(here) });
      return;
    }
    if (held.kind !== 'subjects' && !this.#interests.attributes.has(attribute)) return;
    this.#touch(receiver, held, { kind: 'assignment', ...assignment, ...at(here) }, here);
  }

  /** `receiver.method(…)`. */
  call(receiver: SyntaxNode, held: Value, method: string, call: Call, here: Here): void {
    if (held.kind !== 'subjects' && !this.#interests.isTelling(method, call.arguments)) return;
    const touch: MethodCall = { kind: 'call', method, call, ...at(here) };
    this.#touch(receiver, held, touch, here);
  }

  /** Notes of every object among the arguments that it is handed on. */
  pass(call: Call, callee: SyntaxNode, here: Here): void {
    for (const { value } of call.arguments) {
      if (value.kind !== 'subjects') continue;
      const method = call.name?.slice(call.name.lastIndexOf('.') + 1) ?? this.#text.slice(callee.from, callee.to);
      for (const { touches } of value.subjects) touches.push({ kind: 'passing', method, call, ...at(here) });
    }
  }

  #touch(receiver: SyntaxNode, held: Value, touch: Touch, here: Here): void {
    const subjects = held.kind === 'subjects' ? held.subjects : this.#foreign(receiver, here);
    for (const { touches } of subjects) touches.push(touch);
  }

  /** The object behind a receiver that we have not seen being made. It is there from where its first name is. */
  #foreign(receiver: SyntaxNode, here: Here): readonly Subject[] {
    const key = receiverKey(receiver, this.#text);
    // A class that sets attributes of its own is no one else's.
    if (key !== undefined && key === here.owner.self?.name) return [];
    const root = key === undefined ? undefined : rootOf(key);
    const layer = root === undefined ? undefined : here.env.layerOf(root);
    const branch = layer ? layer.branch : here.branch;
    const subject: Subject = { ...newSubject(receiver, here), branch };
    const value = this.#add(subject);
    if (key !== undefined) {
      (layer ?? here.env).set(key, value);
      const cell = this.#cellAt(key, here) ?? (layer?.parent === undefined && this.isShared(key) ? key : undefined);
      if (cell !== undefined) this.#cellOf.set(subject, cell);
    }
    return [subject];
  }

  /** Remembers what is assigned to a name that other functions see as well. */
  share(key: string, value: Value, here: Here): void {
    const cell = this.#cellAt(key, here);
    if (cell === undefined) return;
    if (value.kind !== 'subjects') {
      const isPlain = value.kind === 'constant' || value.kind === 'text' || value.kind === 'name';
      const known = this.#constants.get(cell);
      const isSame = !this.#constants.has(cell) || (known && merge(known, value).kind !== 'unknown');
      // Where it is assigned to further down, no one can know yet.
      const attribute = key.slice(key.lastIndexOf('.') + 1);
      this.#assigned ??= assignedAttributes(this.#text);
      const isOnly = (this.#assigned.get(attribute) ?? 0) <= 1;
      this.#constants.set(cell, isPlain && isSame && isOnly ? value : undefined);
      return;
    }
    const shared = this.#cells.get(cell) ?? new Set();
    for (const subject of value.subjects) shared.add(subject);
    this.#cells.set(cell, shared);
  }

  #cellAt(key: string, { owner: { self, globals } }: Here): Cell | undefined {
    if (globals.has(key)) return key;
    if (!self || !key.startsWith(`${self.name}.`)) return undefined;
    return `${self.of.from}${key.slice(self.name.length)}`;
  }

  /** What was done to a shared object in one function is done to the one that another made. */
  settle(): void {
    const settled = new Set<Subject>();
    for (const [subject, cell] of this.#cellOf) {
      const makers = [...(this.#cells.get(cell) ?? [])].filter((maker) => maker !== subject);
      if (makers.length === 0) continue;
      for (const { touches } of makers) touches.push(...subject.touches);
      settled.add(subject);
    }
    const kept = this.subjects.filter((subject) => !settled.has(subject));
    this.subjects.length = 0;
    this.subjects.push(...kept);
  }
}

/** How often each attribute is assigned to, of whatever object. */
function assignedAttributes(text: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const [, name = ''] of text.matchAll(/\.([\p{L}\p{N}_]{1,80})\s{0,9}(?:[-+|&]?=)(?!=)/gu)) {
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return times;
}

function at({ statement, branch }: Here): Pick<Subject, 'statement' | 'branch'> {
  return { statement, branch };
}

function newSubject(node: SyntaxNode, here: Here): Subject {
  return { origin: undefined, type: undefined, call: undefined, node, touches: [], ...at(here) };
}
