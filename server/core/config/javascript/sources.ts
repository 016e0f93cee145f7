import type { SyntaxNode } from '@lezer/common';
import type { TlsContext } from '../../tls/context.ts';
import { addressesIn } from './addresses.ts';
import { type AssignmentGroup, groupAssignments } from './assignments.ts';
import { callsOf } from './called.ts';
import { evaluate } from './constants.ts';
import { type Found, nameSpanOf, type Source, sourceOf, switchesOff } from './contexts.ts';
import { findOthers } from './found.ts';
import {
  isEnvironmentOff,
  isEnvironmentSwitch,
  isSwitchedOff,
  isVersionName,
  nodeNames,
  type OptionNames,
  ownNames,
  proxyNames,
  secureProtocolName,
  tellingKeys,
} from './option-names.ts';
import { type Entry, effective, type Options, propertyKey, readOptions, sourcesOf } from './options.ts';
import { originOf, originOfBinding } from './origins.ts';
import { calledNames, findPlace, type Place } from './places.ts';
import type { Program } from './program.ts';
import { ancestor, argumentsOf, calleeOf, isCall, spanOf } from './syntax.ts';

/** Functions that compare with an object or describe one: what it says is set nowhere. */
const comparison =
  /(?:^|\.)(?:to(?:Strict)?Equal|toMatchObject|to(?:HaveBeen|Be)(?:Last|Nth)?CalledWith|(?:not)?[dD]eep(?:Strict)?Equal|objectContaining|calledWith(?:Exactly|Match)?|calledOnceWith(?:Exactly)?|eql?)$/;

/** Finds everything in a program that gives TLS settings to a connection, in document order. */
export function findSources(program: Program): Source[] {
  return new Finder(program).find();
}

class Finder {
  readonly #program: Program;
  readonly #sources = new Map<string, Source>();
  /** Objects that are part of another one that was found: their options count there. */
  readonly #consumed = new Set<number>();
  /** Objects that nobody reads TLS options from. */
  readonly #ignored = new Set<number>();
  readonly #groups: readonly AssignmentGroup[];
  /** Assignments in the very block that defines their variable, by where its name is defined. */
  readonly #completions = new Map<number, AssignmentGroup>();
  /** Where names are defined whose objects other blocks assign to. */
  readonly #changed = new Set<number>();

  constructor(program: Program) {
    this.#program = program;
    this.#groups = groupAssignments(program);
    for (const group of this.#groups) {
      const { binding, assignments } = group;
      if (!binding) continue;
      if (binding.scope === assignments[0].scope) this.#completions.set(binding.from, group);
      else this.#changed.add(binding.from);
    }
  }

  find(): Source[] {
    this.#findCalls();
    this.#findObjects();
    this.#findDisabled();
    for (const found of [...addressesIn(this.#program), ...findOthers(this.#program)]) this.#addFound(found);
    for (const group of this.#groups) this.#addGroup(group);
    return [...this.#sources.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  #add(source: Source): void {
    const key = `${source.options.node.from} ${source.role}`;
    if (!this.#sources.has(key)) this.#sources.set(key, source);
  }

  /** The role under which the object that starts here was found. */
  #roleFound(start: number): TlsContext['role'] | undefined {
    return (['client', 'server'] as const).find((role) => this.#sources.has(`${start} ${role}`));
  }

  /** Adds the options that a known function is called with. */
  #findCalls(): void {
    for (const [name, starts] of this.#program.calls) {
      if (!calledNames.has(name) && !this.#isAlias(name)) continue;
      for (const start of starts) {
        const call = this.#program.tree.resolveInner(start, 1).parent?.parent;
        const callee = call && isCall(call) ? calleeOf(call) : undefined;
        const origin = callee && originOf(this.#program, callee);
        const place = origin && findPlace(origin.module, origin.path);
        if (call && place) for (const argument of argumentsOf(call)) this.#addArgument(argument, place);
      }
    }
  }

  /** True where the text gives a known function this name. */
  #isAlias(name: string): boolean {
    return this.#program.scopes.bindingsOf(name).some((binding) => {
      const origin = originOfBinding(this.#program, binding);
      return origin !== undefined && findPlace(origin.module, origin.path) !== undefined;
    });
  }

  #addArgument(argument: SyntaxNode, place: Place): void {
    const options = readOptions(this.#program, argument);
    if (!options) return;
    if (place.ignoresArgument) this.#ignored.add(options.node.from);
    for (const path of place.paths) {
      const reached = this.#reach(options, path);
      if (!reached) continue;
      const completed = this.#complete(reached);
      const isServer = effective(completed, 'isServer')?.value;
      const role = isServer && evaluate(this.#program, isServer)?.value === true ? 'server' : place.role;
      // Nothing to say of its encryption, and its TLS options stand elsewhere.
      if (place.encryption && !place.encryption(this.#program, completed)) continue;
      this.#consume(completed);
      this.#add(sourceOf(completed, role, place));
    }
  }

  #reach(options: Options, path: readonly string[]): Options | undefined {
    let at: Options | undefined = options;
    for (const key of path) {
      const value: SyntaxNode | undefined = at && effective(at, key)?.value;
      at = value && readOptions(this.#program, value);
    }
    return at;
  }

  #consume(options: Options): void {
    for (const start of sourcesOf(options)) if (start !== options.node.from) this.#consumed.add(start);
  }

  /** `options` with what is assigned to its variable in the block that defines it. */
  #complete(options: Options): Options {
    const { start } = nameSpanOf(options.node);
    const group = this.#completions.get(start);
    return {
      ...options,
      changed: this.#changed.has(start),
      entries: group ? [...options.entries, ...entriesOf(group)] : options.entries,
    };
  }

  /** Adds the objects that have TLS options and reach no known function. */
  #findObjects(): void {
    const found = new Map<number, Options>();
    for (const at of this.#program.keys) {
      const property = ancestor(this.#program.tree.resolveInner(at, 1), 'Property', 2);
      const object = property?.parent;
      if (!property || object?.name !== 'ObjectExpression') continue;
      if (isEnvironmentSwitch(propertyKey(this.#program, property) ?? '')) this.#addEnvironmentProperty(property);
      if (found.has(object.from)) continue;
      const options = readOptions(this.#program, object);
      if (options && (options.entries.some((entry) => this.#isTelling(entry)) || this.#isProxy(options)))
        found.set(object.from, options);
    }
    for (const options of found.values()) this.#consume(options);
    for (const [start, options] of found) {
      if (this.#consumed.has(start) || this.#ignored.has(start) || this.#isCompared(options.node)) continue;
      if (this.#roleFound(start)) continue;
      const completed = this.#complete(options);
      this.#add({ ...sourceOf(completed, this.#roleOf(completed)), names: this.#namesOf(completed) });
    }
  }

  /** True for an option that has no other meaning than TLS. */
  #isTelling({ key, value, node }: Entry): boolean {
    if (!tellingKeys.has(key) || isEnvironmentSwitch(key)) return false;
    if (key === 'secure') return false;
    if (key === 'ciphers') return this.#isList(node, value);
    if (ownNames.some(({ switches }) => switches?.some((one) => one.key === key))) {
      const given = value && evaluate(this.#program, value);
      return given !== undefined && isSwitchedOff(key, given.value);
    }
    if (key !== 'minVersion' && key !== 'maxVersion' && key !== 'secureProtocol') return true;
    const constant = value && evaluate(this.#program, value);
    if (typeof constant?.value !== 'string') return false;
    return key === 'secureProtocol' ? secureProtocolName.test(constant.value) : isVersionName(constant.value);
  }

  /** `tls: { ciphers: '…' }`: what a library hands on to Node. */
  #isList(node: SyntaxNode, value: SyntaxNode | undefined): boolean {
    const holder = node.parent?.parent;
    const name = holder?.name === 'Property' ? propertyKey(this.#program, holder) : undefined;
    const list = value && evaluate(this.#program, value)?.value;
    return typeof list === 'string' && /^(?:tls|ssl|https|tlsOptions|secureOptions|agentOptions)$/.test(name ?? '');
  }

  /** `{target: 'https://…', secure: false}`: a proxy's, as development servers have it in their configuration. */
  #isProxy(options: Options): boolean {
    const [target, secure] = [effective(options, 'target'), effective(options, 'secure')];
    const address = target?.value && evaluate(this.#program, target.value)?.value;
    const isSecure = secure?.value && evaluate(this.#program, secure.value)?.value;
    return typeof address === 'string' && /^(?:https|wss):/.test(address) && isSecure === false;
  }

  #namesOf(options: Options): OptionNames {
    if (this.#isProxy(options)) return proxyNames;
    const own = ownNames.find((names) => switchesOff(this.#program, options, names).length > 0);
    return own ?? nodeNames;
  }

  /** `.disableTLSCerts()` of superagent. */
  #findDisabled(): void {
    for (const { call, callee, arguments: given } of callsOf(this.#program, 'disableTLSCerts')) {
      const name = callee.name === 'MemberExpression' ? callee.getChild('PropertyName') : undefined;
      if (!name || given.length > 0) continue;
      const entry: Entry = { key: 'disableTLSCerts', node: call, form: 'method', inherited: false };
      this.#addOff('call', { node: name, entries: [entry], open: false }, { start: name.from, end: call.to });
    }
  }

  #addFound(found: Found): void {
    const { node, span, nameSpan = span } = found;
    const key = `found ${span.start} ${found.facts.role ?? 'client'}`;
    if (this.#sources.has(key)) return;
    const options: Options = { node, entries: [], open: false };
    const role = found.facts.role ?? 'client';
    const known = { names: nodeNames, verifies: true, partial: false, isKnown: true } as const;
    this.#sources.set(key, { ...known, kind: 'found', found, options, role, span, nameSpan });
  }

  #addOff(kind: Source['kind'], options: Options, span: Source['span']): void {
    const known = { role: 'client', names: nodeNames, verifies: true, partial: false, isKnown: true } as const;
    this.#add({ ...known, kind, options, span, nameSpan: span });
  }

  /** Only servers ask for a certificate; otherwise the function's name says it, whoever made it. */
  #roleOf(options: Options): TlsContext['role'] {
    if (effective(options, 'requestCert')) return 'server';
    const { start, end } = nameSpanOf(options.node);
    return /(?:createServer|createSecureServer)$/.test(this.#program.text.slice(start, end)) ? 'server' : 'client';
  }

  #isCompared(object: SyntaxNode): boolean {
    let at: SyntaxNode | null = object.parent;
    for (let level = 0; at && level < 12; level++, at = at.parent) {
      if (isCall(at)) {
        const callee = calleeOf(at);
        return callee !== undefined && comparison.test(this.#program.text.slice(callee.from, callee.to));
      }
      if (!['Property', 'ObjectExpression', 'ArrayExpression', 'ArgList'].includes(at.name)) return false;
    }
    return false;
  }

  #addGroup(group: AssignmentGroup): void {
    const [first] = group.assignments;
    for (const assignment of group.assignments) {
      if (isEnvironmentSwitch(assignment.key) && this.#isEnvironment(assignment.object)) {
        this.#addSwitch({ ...entryOf(assignment), inherited: false });
      }
    }
    if (first.key.startsWith('DEFAULT_')) this.#addDefaults(group);
    if (!entriesOf(group).some((entry) => this.#isTelling(entry))) return;
    const own = this.#optionsBehind(group);
    const roleOfOwn = own && this.#roleFound(own.node.from);
    // Then the object's own context has them already.
    if (roleOfOwn && first.scope === group.binding?.scope) return;
    const entries = [...(own?.entries ?? []).map((entry) => ({ ...entry, inherited: true })), ...entriesOf(group)];
    const options: Options = { node: first.node, entries, open: own?.open ?? true };
    const role = roleOfOwn ?? this.#roleOf(options);
    this.#add({ ...sourceOf(options, role), ...placeOf(group), partial: true });
  }

  /** What the group's variable holds before: its object, completed where that is not by this very group. */
  #optionsBehind({ binding, assignments: [first] }: AssignmentGroup): Options | undefined {
    const options = binding && readOptions(this.#program, first.object);
    return options && first.scope !== binding.scope ? this.#complete(options) : options;
  }

  /** `tls.DEFAULT_MIN_VERSION = …` counts for every connection of the process. */
  #addDefaults(group: AssignmentGroup): void {
    const origin = originOf(this.#program, group.assignments[0].object);
    if (origin?.module !== 'tls' || origin.path.length > 0) return;
    const entries = entriesOf(group).map((entry) => ({ ...entry, key: defaults[entry.key] ?? entry.key }));
    const options: Options = { node: group.assignments[0].node, entries, open: true };
    const source = sourceOf(options, 'client', { verifies: false });
    this.#add({ ...source, ...placeOf(group), partial: true });
  }

  #isEnvironment(object: SyntaxNode): boolean {
    const origin = originOf(this.#program, object);
    const name = origin && [origin.module, ...origin.path].join('.');
    return name !== undefined && /^(?:(?:globalThis|global)\.)?process\.env$/.test(name);
  }

  /** `{env: {NODE_TLS_REJECT_UNAUTHORIZED: '0'}}` for a child process or a process manager. */
  #addEnvironmentProperty(property: SyntaxNode): void {
    const options = property.parent && readOptions(this.#program, property.parent);
    const entry = options?.entries.find(({ node }) => node.from === property.from);
    if (entry) this.#addSwitch(entry);
  }

  /** Only `0` switches verification off, as a number or as the string that it becomes (FACTS 4.1). */
  #addSwitch(entry: Entry): void {
    const constant = entry.value && evaluate(this.#program, entry.value);
    if (!constant || !isEnvironmentOff(entry.key, constant.value)) return;
    const name = entry.node.firstChild ?? entry.node;
    this.#add({
      kind: 'environment',
      options: { node: entry.node, entries: [entry], open: false },
      role: 'client',
      names: nodeNames,
      verifies: true,
      span: spanOf(entry.node),
      nameSpan: spanOf(name),
      partial: false,
      isKnown: true,
    });
  }
}

/** What the defaults of Node's `tls` are called as options. */
const defaults: Readonly<Record<string, string>> = {
  DEFAULT_MIN_VERSION: 'minVersion',
  DEFAULT_MAX_VERSION: 'maxVersion',
  DEFAULT_CIPHERS: 'ciphers',
};

function entryOf({ key, value, node }: AssignmentGroup['assignments'][number]): Entry {
  return { key, value, node, form: 'assignment', inherited: false };
}

/** More than anybody assigns to one object in one block; the last ones are those that count. */
const mostAssignments = 50;

function entriesOf(group: AssignmentGroup): Entry[] {
  return group.assignments.slice(-mostAssignments).map(entryOf);
}

function placeOf({ assignments }: AssignmentGroup): Pick<Source, 'span' | 'nameSpan'> {
  const [first] = assignments;
  const last = assignments.at(-1) ?? first;
  return { span: { start: first.node.from, end: last.node.to }, nameSpan: spanOf(first.object) };
}
