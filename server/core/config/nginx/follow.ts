/**
 * A configuration while it is edited. A key pressed in a block costs that block: it is read again, what stands behind it
 * moves, and the contexts of all other blocks are the very same objects as before.
 *
 * What moves is changed in place, so that only the reading made last says where things stand.
 */
import type { Problem } from '../../base/problem.ts';
import type { Span } from '../../base/span.ts';
import type { TlsContext } from '../../tls/context.ts';
import { editBetween, type TextChange } from '../edit-between.ts';
import type { Changed, FollowedReading, FollowedText } from '../followed.ts';
import type { ConfigReading } from '../language.ts';
import { blockKind } from './blocks.ts';
import { changedNames } from './changed-names.ts';
import { configurationOf } from './configuration.ts';
import { FactReader } from './facts.ts';
import { Directives, type Level, readLevel, readLevels, withAsked } from './level.ts';
import { nginxLimits } from './limits.ts';
import { includesOf } from './link.ts';
import { type Mutable, move, moveBehind, moveSpan } from './move.ts';
import { inOrder, type Place, readBlock, readOuterLevel, tlsAddresses } from './read.ts';
import { type Directive, parse, type Tree } from './tree.ts';

/** Below, nothing is gained. */
const fewestSections = 4;
/** Half of what is told of one text. */
const mostProblems = nginxLimits.problems / 2;
/** Spans that are kept of one section before everything is read again: those of findings that are gone are among them. */
const mostKept = 2_000;

/** A level whose blocks are read one by one: the file itself, http, stream, mail. */
interface Outer {
  level: Level;
  readonly around: Outer | undefined;
  readonly sections: Section[];
  readonly outers: Outer[];
}

/** A block that nothing is inherited from but what is in it: a server, an upstream, a map. */
interface Section {
  directive: Directive;
  readonly around: Outer;
  readonly depth: number;
  /** None where the block holds no directives of its surroundings. */
  level: Level | undefined;
  places: readonly Place[];
  /** See `readBlock`. */
  reached: number;
  /** Directives of outer levels that its contexts have taken facts from. */
  used: ReadonlySet<readonly Directive[]>;
  problems: readonly Problem[];
  kept: Mutable<Span>[];
}

interface State {
  text: string;
  tree: Tree;
  readonly root: Outer;
  readonly sections: readonly Section[];
  addresses: ReadonlySet<string>;
  isCertain: boolean;
  /** Spans that stand in no section. */
  readonly kept: Mutable<Span>[];
}

export class FollowedConfiguration implements FollowedText {
  #state: State | undefined;
  #version = 0;
  /** Since somebody asked; undefined where anything may be different. */
  #changed: Set<string> | undefined;
  readonly #touched = new Set<Section>();

  get version(): number {
    return this.#version;
  }

  read(text: string): ConfigReading {
    this.#version++;
    return this.#readOn(text) ?? this.#readAnew(text);
  }

  readonly withAsked = withAsked;

  takeChanged(): Changed | undefined {
    const names = this.#changed;
    const sections = [...this.#touched];
    this.#changed = new Set();
    this.#touched.clear();
    const state = this.#state;
    if (!names || !state) return undefined;
    const blocks = sections.map((section) => ({
      span: section.directive.span,
      configuration: configurationOf(state.text, ...alone(section, state), state.isCertain),
    }));
    return { names, blocks };
  }

  keep({ start, end }: Span): Span {
    const copy = { start, end };
    const state = this.#state;
    const section = state && sectionAt(state.sections, start);
    const isIn = section && start >= section.directive.span.start && end <= section.directive.span.end;
    (isIn ? section.kept : (state?.kept ?? [])).push(copy);
    return copy;
  }

  #readAnew(text: string): ConfigReading {
    this.#changed = undefined;
    this.#touched.clear();
    this.#state = undefined;
    const tree = parse(text);
    const root = outerOf(readLevels(tree));
    const sections: Section[] = [];
    collect(root, tree.children, 0, sections);
    const addresses = tlsAddresses(root.level);
    const facts = new FactReader();
    for (const section of sections) readSection(section, addresses, facts);
    const configuration = configurationOf(text, tree, root.level);
    const state: State = { text, tree, root, sections, addresses, isCertain: configuration.isCertain, kept: [] };
    const contexts = contextsOf(state, facts);
    const problems = [...tree.problems, ...facts.problems];
    const canGoOn =
      problems.length === sharedOut(tree.problems, sections) &&
      !tree.templated &&
      sections.length >= fewestSections &&
      !text.includes('_by_lua_block');
    if (canGoOn) this.#state = state;
    return { contexts, problems, document: configuration, includes: includesOf(text, tree), ...this.#followed() };
  }

  #followed(): { readonly followed: FollowedReading } {
    return { followed: { by: this, version: this.#version } };
  }

  /** Undefined where the change is none that can be followed: all is read anew then. */
  #readOn(text: string): ConfigReading | undefined {
    const state = this.#state;
    if (!state || state.kept.length > 10 * mostKept) return undefined;
    const change = editBetween(state.text, text);
    if (change && !this.#follow(state, text, change)) return undefined;
    state.text = text;
    const problems = state.sections.flatMap((section) => section.problems);
    if (problems.length > mostProblems) return undefined;
    state.tree = { ...state.tree, problems };
    renewLevels(state.root, undefined);
    const facts = new FactReader();
    const addresses = tlsAddresses(state.root.level);
    if (!isSame(addresses, state.addresses)) {
      // Whether a server speaks TLS may be for another to say.
      for (const section of state.sections) readSection(section, addresses, facts);
      state.addresses = addresses;
    }
    const contexts = contextsOf(state, facts);
    if (facts.problems.length > 0) return undefined;
    const configuration = configurationOf(text, state.tree, state.root.level);
    if (configuration.isCertain !== state.isCertain) return undefined;
    return {
      contexts,
      problems,
      document: configuration,
      includes: includesOf(text, state.tree),
      ...this.#followed(),
    };
  }

  #follow(state: State, text: string, change: TextChange): boolean {
    const section = sectionAt(state.sections, change.start);
    const { body, span } = section?.directive ?? {};
    if (section && body?.close !== undefined && change.start > body.open && change.end <= body.close) {
      return this.#followIn(section, state, text, change);
    }
    if (section && span && change.start < span.end) return false;
    return followComment(state, text, change) || followGap(state, text, change);
  }

  #followIn(section: Section, state: State, text: string, change: TextChange): boolean {
    const { directive, around, kept } = section;
    const { start, end } = directive.span;
    const source = text.slice(start, end + change.by);
    if (kept.length > mostKept || source.includes('_by_lua_block')) return false;
    const { children, problems, templated, comments } = parse(source, section.depth);
    const [read] = children;
    const isWhole = children.length === 1 && !templated && problems.every(isInside);
    if (!isWhole || !read?.body || read.body.close !== source.length - 1 || !isSameHead(directive, read)) return false;
    move(read, start);
    section.problems = problems;
    for (const problem of problems) moveSpan(problem.span, start);
    (read.name as Mutable<typeof read.name>).startsLine = directive.name.startsLine;
    const own = around.level.own.get(read.name.value) as Directive[];
    own[own.indexOf(directive)] = read;
    moveBehind(state.tree.children as Directive[], directive, read, change);
    moveComments(state.tree, change, directive.span.start, end, comments);
    moveKept(state, change);
    moveProblems(state, section, change);
    const changed = changedNames(directive, read);
    if (changed && this.#changed) for (const name of changed) this.#changed.add(name);
    else this.#changed = undefined;
    this.#touched.add(section);
    section.directive = read;
    if (section.level) {
      const levels = around.level.children as Level[];
      const level = readLevel(read.body.children, section.level.kind, read, around.level);
      levels[levels.indexOf(section.level)] = level;
      section.level = level;
    }
    const facts = new FactReader();
    readSection(section, state.addresses, facts);
    return facts.problems.length === 0;
  }
}

/** A change within one comment moves what stands behind it, and no more. */
function followComment(state: State, text: string, change: TextChange): boolean {
  const { comments } = state.tree;
  const comment = comments.find(({ start, end }) => start < change.start && change.end <= end) as
    | Mutable<Span>
    | undefined;
  if (!comment || text.slice(change.start, change.end + change.by).search(/[\r\n]/) >= 0) return false;
  if (!isBetween(state.tree.children, change.start)) return false;
  const isEnded = /^\r?(?:\n|$)/.test(text.slice(comment.end + change.by, comment.end + change.by + 2));
  if (!isEnded) return false;
  moveBehind(state.tree.children as Directive[], undefined, undefined, change);
  for (const other of comments as readonly Mutable<Span>[]) {
    if (other.start <= comment.start) continue;
    other.start += change.by;
    other.end += change.by;
  }
  comment.end += change.by;
  moveKept(state, change);
  moveProblems(state, undefined, change);
  return true;
}

/** White space that comes or goes before a line between directives moves what stands behind it. */
function followGap(state: State, text: string, change: TextChange): boolean {
  const { start, end } = change;
  const before = state.text.slice(start, end);
  const after = text.slice(start, end + change.by);
  if (!/^[ \t\r\n]*$/.test(before + after) || !isBetween(state.tree.children, start)) return false;
  // Its line is blank before it: no comment ends there, and the word behind it stays the first of its line.
  const line = state.text.slice(start === 0 ? 0 : state.text.lastIndexOf('\n', start - 1) + 1, start);
  if (line.trim() !== '') return false;
  moveBehind(state.tree.children as Directive[], undefined, undefined, change);
  for (const comment of state.tree.comments as readonly Mutable<Span>[]) {
    if (comment.start >= end) {
      comment.start += change.by;
      comment.end += change.by;
    }
  }
  moveKept(state, change);
  moveProblems(state, undefined, change);
  return true;
}

/** Whether an offset is in no directive, but for the bodies of blocks around it. */
function isBetween(directives: readonly Directive[], offset: number): boolean {
  const around = directives.find(({ span: { start, end } }) => start < offset && offset < end);
  if (!around) return true;
  return around.body !== undefined && around.body.open < offset && isBetween(around.body.children, offset);
}

/** The problems of all sections but the one that was read again. */
function moveProblems({ sections }: State, but: Section | undefined, { end, by }: TextChange): void {
  for (const section of sections) {
    if (section === but) continue;
    for (const { span } of section.problems) if (span.start >= end) moveSpan(span, by);
  }
}

/** What is wrong with a section and with nothing around it: a semicolon that is missing while its line is being typed. */
function isInside({ code }: Problem): boolean {
  return code === 'nginx-missing-semicolon' || code === 'nginx-unexpected-semicolon' || code === 'nginx-after-quote';
}

/** Gives each section its problems; returns how many found one. */
function sharedOut(problems: readonly Problem[], sections: readonly Section[]): number {
  const bySection = new Map<Section, Problem[]>();
  let count = 0;
  for (const problem of problems) {
    const section = sectionAt(sections, problem.span.start);
    if (!section || !isInside(problem) || problem.span.end >= section.directive.span.end) continue;
    bySection.set(section, [...(bySection.get(section) ?? []), problem]);
    count++;
  }
  for (const [section, own] of bySection) section.problems = own;
  return count;
}

function moveComments(tree: Tree, change: TextChange, start: number, end: number, fresh: readonly Span[]): void {
  const comments = tree.comments as Mutable<Span>[];
  const from = comments.findIndex((comment) => comment.start >= start);
  if (from < 0) {
    comments.push(...fresh.map((comment) => ({ start: comment.start + start, end: comment.end + start })));
    return;
  }
  let to = from;
  while (to < comments.length && (comments[to]?.start ?? 0) < end) to++;
  for (const comment of comments.slice(to)) {
    comment.start += change.by;
    comment.end += change.by;
  }
  comments.splice(from, to - from, ...fresh.map((one) => ({ start: one.start + start, end: one.end + start })));
}

function moveKept({ kept, sections }: State, { start, end, by }: TextChange): void {
  const moved = (at: number): number => (at >= end ? at + by : Math.min(at, start));
  // What is put in right behind a span is no part of it.
  const movedEnd = (at: number): number => (at > end || (at === end && start < end) ? at + by : Math.min(at, start));
  const moveAll = (spans: readonly Mutable<Span>[]): void => {
    for (const span of spans) {
      if (span.end < start) continue;
      span.start = moved(span.start);
      span.end = Math.max(span.start, movedEnd(span.end));
    }
  };
  moveAll(kept);
  for (const section of sections) moveAll(section.kept);
}

/** The configuration as if this were its only section. */
function alone({ directive, level, around }: Section, { tree, sections }: State): readonly [Tree, Level] {
  const isOther = (one: Directive): boolean => one !== directive && names.has(one.name.value) && others.has(one);
  const others = new Set(sections.map((section) => section.directive));
  const names = new Set(sections.map((section) => section.directive.name.value));
  let inner: Level | undefined = level;
  for (let outer: Outer | undefined = around; outer; outer = outer.around) {
    const own = withoutSections(outer.level.own, isOther);
    inner = { ...outer.level, own, children: inner ? [inner] : [] };
  }
  return [{ ...tree, children: pruned(tree.children, directive, isOther) }, inner ?? around.level];
}

function withoutSections(own: Level['own'], isOther: (directive: Directive) => boolean): Level['own'] {
  return new Directives(
    [...own].flatMap(([name, directives]): [string, Directive[]][] => {
      const kept = directives.filter((one) => !isOther(one));
      return kept.length > 0 ? [[name, kept]] : [];
    }),
  );
}

/** `directive`, what is around it, and what stands beside those and is no section. */
function pruned(
  all: readonly Directive[],
  directive: Directive,
  isOther: (directive: Directive) => boolean,
): readonly Directive[] {
  return all.flatMap((one) => {
    if (one === directive || !one.body) return [one];
    if (isOther(one)) return [];
    return [{ ...one, body: { ...one.body, children: pruned(one.body.children, directive, isOther) } }];
  });
}

function outerOf(level: Level, around?: Outer): Outer {
  return { level, around, sections: [], outers: [] };
}

function collect(outer: Outer, directives: readonly Directive[], depth: number, sections: Section[]): void {
  let next = 0;
  for (const directive of directives) {
    if (!directive.body) continue;
    const kind = blockKind(directive.name.value, outer.level.kind);
    const level = kind === 'opaque' ? undefined : outer.level.children[next++];
    if (kind === 'outer' && level) {
      const inner = outerOf(level, outer);
      outer.outers.push(inner);
      collect(inner, directive.body.children, depth + 1, sections);
    } else {
      const section = {
        directive,
        around: outer,
        depth,
        level,
        places: [],
        reached: 0,
        used: none,
        problems: [],
        kept: [],
      };
      outer.sections.push(section);
      sections.push(section);
    }
  }
}

const none: ReadonlySet<readonly Directive[]> = new Set();

function readSection(section: Section, addresses: ReadonlySet<string>, facts: FactReader): void {
  if (!section.level) return;
  facts.used = new Set();
  const { places, reached } = readBlock(section.level, addresses, facts);
  Object.assign(section, { places, reached, used: facts.used });
}

/** Contexts of all sections and of the levels around them, in document order. */
function contextsOf({ root, sections }: State, facts: FactReader): readonly TlsContext[] {
  facts.used = new Set(sections.flatMap(({ used }) => [...used]));
  const outer: Place[] = [];
  const visit = ({ level, outers, sections: own }: Outer): number => {
    const below = [...outers.map(visit), ...own.map(({ reached }) => reached)];
    const { places, reached } = readOuterLevel(
      level,
      below.reduce((all, one) => all | one, 0),
      facts,
    );
    outer.push(...places);
    return reached;
  };
  visit(root);
  const places = sections.flatMap((section) => section.places);
  if (outer.length > 0) places.push(...outer);
  return (outer.length > 0 ? places.sort(inOrder) : places).map(({ context }) => context);
}

/** Answers about the levels around sections are kept by the level: each version has its own. */
function renewLevels(outer: Outer, parent: Level | undefined): void {
  const { kind, block, own, children } = outer.level;
  const level: Level = { kind, own, children, ...(block && { block }), ...(parent && { parent }) };
  const all = children as Level[];
  for (const inner of outer.outers) {
    const at = all.indexOf(inner.level);
    renewLevels(inner, level);
    all[at] = inner.level;
  }
  for (const { level: below } of outer.sections) if (below) (below as Mutable<Level>).parent = level;
  outer.level = level;
}

/** The last that begins at or before an offset. */
function sectionAt(sections: readonly Section[], offset: number): Section | undefined {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sections[middle]?.directive.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return sections[low - 1];
}

function isSameHead(a: Directive, b: Directive): boolean {
  return (
    a.name.value === b.name.value &&
    a.args.length === b.args.length &&
    a.args.every(({ value }, i) => value === b.args[i]?.value)
  );
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
