/**
 * A configuration as blocks that are read one by one, with all that stands in a new version of the text as it stood in
 * the one before: the very same objects, moved to their new places.
 */
import { lastStarting } from '../../base/last-starting.ts';
import type { Problem } from '../../base/problem.ts';
import type { Span } from '../../base/span.ts';
import type { Steps } from '../../base/steps.ts';
import type { TextChange } from '../edit-between.ts';
import { blockKind, openBlocksFor } from './blocks.ts';
import { commandsOf } from './directives/table.ts';
import { askedAs } from './families.ts';
import { Directives, fillLevel, type Level } from './level.ts';
import type { MovableSpan } from './movable-span.ts';
import { makeMovable, move, moveHead } from './move.ts';
import type { Place } from './read.ts';
import { isSameDirective, isSameHead } from './same.ts';
import type { Beside } from './server-facts.ts';
import type { Directive, Tree } from './tree.ts';

/** A level whose blocks are read one by one: the file itself, http, stream, mail. */
export interface Outer {
  level: Level;
  readonly around: Outer | undefined;
  readonly sections: Section[];
  readonly outers: Outer[];
  /** What stands in it and is no section. */
  readonly others: Directive[];
  /** Blocks `events`: they say that the file is a whole one. */
  readonly events: Section[];
}

/** A block that nothing is inherited from but what is in it: a server, an upstream, a map. */
export interface Section {
  directive: Directive;
  around: Outer;
  depth: number;
  /** None where the block holds no directives of its surroundings. */
  level: SectionLevel | undefined;
  places: readonly Place[];
  /** See `readBlock`. */
  reached: number;
  /** Directives of outer levels that its contexts have taken facts from. */
  used: ReadonlySet<readonly Directive[]>;
  /** What its contexts depend on in other sections. */
  beside: Beside;
  problems: readonly Problem[];
  /** Spans of findings, which move along with its directive. */
  readonly kept: MovableSpan[];
}

/** What is around it is another level in each version. */
export class SectionLevel implements Level {
  readonly kind: Level['kind'];
  readonly block: Directive;
  readonly own = new Directives();
  readonly children: readonly Level[] = [];
  around: Outer;

  constructor(kind: Level['kind'], block: Directive, around: Outer) {
    this.kind = kind;
    this.block = block;
    this.around = around;
  }

  get parent(): Level {
    return this.around.level;
  }
}

/** The version before, and what changed since. */
export interface Former {
  readonly root: Outer;
  readonly sections: readonly Section[];
  readonly change: TextChange;
  /** What its sections were read by: names, and prefixes of families; undefined for all there are. */
  readonly asked: ReadonlySet<string> | undefined;
}

export interface Sections {
  readonly root: Outer;
  /** In document order. */
  readonly all: readonly Section[];
  /** Those that were there, whose text is another, each with what it was. */
  readonly edited: ReadonlyMap<Section, Directive>;
  readonly added: ReadonlySet<Section>;
  readonly gone: readonly Section[];
  /** Those that are as they were, as is everything outside of sections that they may inherit. */
  readonly untouched: ReadonlySet<Section>;
  /** Names of what is different outside of sections; undefined where it is blocks that sections stand in. */
  readonly around: ReadonlySet<string> | undefined;
}

/** Puts into `directives` what is as it was. */
export function readSections(directives: readonly Directive[], former?: Former): Steps<Sections> {
  return new SectionReader(former).read(directives as Directive[]);
}

/** Some milliseconds. */
const directivesOfStep = 1_000;

class SectionReader {
  readonly #former: Former | undefined;
  /** What was there, by where it would start now. */
  readonly #sections = new Map<number, Section>();
  readonly #outers = new Map<number, Outer>();
  readonly #others = new Map<number, Directive>();
  readonly #all: Section[] = [];
  readonly #edited = new Map<Section, Directive>();
  readonly #added = new Set<Section>();
  readonly #untouched = new Set<Section>();
  /** What each level was. */
  readonly #was = new Map<Outer, Outer>();
  /** Those that are as they were, with all around them. */
  readonly #likeBefore = new Set<Outer>();
  #around: Set<string> | undefined = new Set();

  constructor(former: Former | undefined) {
    this.#former = former;
    if (former) this.#index(former.root, former.change);
  }

  *read(directives: Directive[]): Steps<Sections> {
    const former = this.#former;
    const root = yield* this.#outer(directives, undefined, undefined, former?.root, 0);
    if (!former || this.#was.size < countOuters(former.root)) this.#around = undefined;
    const met = new Set(this.#all);
    return {
      root,
      all: this.#all,
      edited: this.#edited,
      added: this.#added,
      gone: former?.sections.filter((section) => !met.has(section)) ?? [],
      untouched: this.#untouched,
      around: this.#around,
    };
  }

  #index({ sections, outers, others }: Outer, change: TextChange): void {
    const put = <T>(map: Map<number, T>, { span: { start } }: Directive, one: T): void => {
      if (start < change.start) map.set(start, one);
      else if (start >= change.end) map.set(start + change.by, one);
    };
    for (const section of sections) put(this.#sections, section.directive, section);
    for (const directive of others) {
      if (!directive.body && isBeside(directive.span, change)) put(this.#others, directive, directive);
    }
    for (const outer of outers) {
      const { block } = outer.level;
      if (block && isBeside(block.head, change)) put(this.#outers, block, outer);
      this.#index(outer, change);
    }
  }

  *#outer(
    directives: Directive[],
    block: Directive | undefined,
    around: Outer | undefined,
    was: Outer | undefined,
    depth: number,
  ): Steps<Outer> {
    const own = new Directives();
    const children: Level[] = [];
    const level: Level = {
      kind: 'outer',
      own,
      children,
      ...(block && { block }),
      ...(around && { parent: around.level }),
    };
    const outer: Outer = { level, around, sections: [], outers: [], others: [], events: [] };
    const blocks: { readonly directive: Directive; readonly section?: Section; readonly outer?: Outer | undefined }[] =
      [];
    for (const [at, read] of directives.entries()) {
      if (at > 0 && at % directivesOfStep === 0) yield;
      let directive = read;
      if (!read.body) {
        directive = this.#other(read);
        outer.others.push(directive);
      } else if (isOuter(read)) {
        const former = this.#outerBlock(read);
        directive = former?.level.block ?? read;
        outer.others.push(directive);
        blocks.push({ directive, outer: former });
      } else {
        const section = this.#section(read, outer, was, depth);
        directive = section.directive;
        blocks.push({ directive, section });
      }
      directives[at] = directive;
      own.add(directive);
    }
    this.#compare(outer, was);
    for (const { directive, section, outer: former } of blocks) {
      if (!section) {
        const inner = yield* this.#outer(directive.body?.children as Directive[], directive, outer, former, depth + 1);
        outer.outers.push(inner);
        children.push(inner.level);
        continue;
      }
      outer.sections.push(section);
      if (section.directive.name.value === 'events') outer.events.push(section);
      this.#all.push(section);
      if (section.level) children.push(section.level);
      const isNew = this.#added.has(section) || this.#edited.has(section);
      if (!isNew && this.#likeBefore.has(outer)) this.#untouched.add(section);
    }
    return outer;
  }

  #other(read: Directive): Directive {
    const known = this.#others.get(read.span.start);
    const by = known && read.span.start - known.span.start;
    if (!known || by === undefined || !isSameDirective(known, read, by)) return read;
    this.#others.delete(read.span.start);
    move(known, by);
    return known;
  }

  /** Other things may stand in it now. */
  #outerBlock(read: Directive): Outer | undefined {
    const known = this.#outers.get(read.span.start);
    const block = known?.level.block;
    const by = block && read.span.start - block.span.start;
    if (!block || by === undefined || !isSameHead(block, read, by)) return undefined;
    this.#outers.delete(read.span.start);
    moveHead(block, by);
    Object.assign(block, { span: read.span, body: read.body });
    return known;
  }

  #section(read: Directive, around: Outer, was: Outer | undefined, depth: number): Section {
    const known = this.#sections.get(read.span.start);
    if (!known || known.around !== was) {
      makeMovable(read);
      const level = levelOf(read, around);
      const section = {
        directive: read,
        around,
        depth,
        level,
        places: [],
        reached: 0,
        used: none,
        beside: { names: new Set<string>(), blocks: false },
        problems: [],
        kept: [],
      };
      this.#added.add(section);
      return section;
    }
    this.#sections.delete(read.span.start);
    const { directive } = known;
    const by = read.span.start - directive.span.start;
    const { change } = this.#former as Former;
    // Of what a change may have put together anew, no place is where it was.
    const isSame = isBeside(directive.span, change) && isSameDirective(directive, read, by);
    if (isSame) {
      move(directive, by);
      if (known.level) known.level.around = around;
    } else {
      makeMovable(read);
      this.#edited.set(known, directive);
      known.directive = read;
      known.level = levelOf(read, around);
    }
    return Object.assign(known, { around, depth, problems: [] });
  }

  /** Notes what is different outside of sections. */
  #compare(outer: Outer, was: Outer | undefined): void {
    const { around, others, level } = outer;
    if (!was || was.around !== (around && this.#was.get(around))) {
      this.#around = undefined;
      return;
    }
    this.#was.set(outer, was);
    const isSame = others.length === was.others.length && others.every((one, i) => one === was.others[i]);
    if (!isSame && !this.#differ(outer, was)) return;
    if (around && !this.#likeBefore.has(around)) return;
    this.#likeBefore.add(outer);
    // Whoever has taken facts from them knows them by their array.
    const own = level.own as Directives;
    for (const name of new Set(others.map((one) => one.name.value))) {
      const same = was.level.own.get(name) as Directive[] | undefined;
      const now = own.get(name) ?? [];
      if (same?.length === now.length && now.every((one, i) => one === same[i])) own.set(name, same);
    }
  }

  /** Notes what else stands in a level; returns whether that is nothing to its sections. */
  #differ(outer: Outer, was: Outer): boolean {
    const before = new Set(was.others);
    const now = new Set(outer.others);
    const different = [...was.others.filter((one) => !now.has(one)), ...outer.others.filter((one) => !before.has(one))];
    const names = different.flatMap(({ name }) => askedAs(name.value));
    for (let at: Outer | undefined = outer; at; at = at.around)
      if (at.level.block) names.push(at.level.block.name.value);
    for (const name of names) this.#around?.add(name);
    const asked = this.#former?.asked;
    return asked !== undefined && !names.some((name) => asked.has(name));
  }
}

/** A block of a name that nobody knows and without servers in it is by itself, whatever it was meant to be. */
function isOuter({ name, body }: Directive): boolean {
  if (blockKind(name.value, 'outer') !== 'outer') return false;
  if (commandsOf(name.value) || askedAs(name.value).length > 1) return true;
  return body?.children.some((child) => child.body && sectionNames.test(child.name.value)) === true;
}

const sectionNames = /^(?:http|stream|mail|server|upstream)$/;

const none: ReadonlySet<readonly Directive[]> = new Set();

function isBeside(span: Span, { start, end }: TextChange): boolean {
  return span.end <= start || span.start >= end;
}

function countOuters({ outers }: Outer): number {
  return outers.reduce((count, outer) => count + countOuters(outer), 1);
}

export function levelOf(directive: Directive, around: Outer): SectionLevel | undefined {
  const kind = blockKind(directive.name.value, around.level.kind);
  if (kind === 'opaque') return undefined;
  return fillLevel(new SectionLevel(kind, directive, around), directive.body?.children ?? []);
}

/** Whether a section that got another name is one as it was, and nothing around it is read in another way for that. */
export function mayStandFor({ directive, level, around }: Section, read: Directive, { children }: Tree): boolean {
  const names = [directive.name.value, read.name.value];
  // It says that the file is a whole one.
  if (names.includes('events') || names.some((name) => name === '') || isOuter(read)) return false;
  if ((blockKind(read.name.value, 'outer') === 'opaque') !== (level === undefined)) return false;
  const open: string[] = [];
  for (let at: Outer | undefined = around; at?.level.block; at = at.around) open.unshift(at.level.block.name.value);
  if (openBlocksFor(read.name.value, open) < open.length) return false;
  // A name that nobody knows is an argument of what is not ended before it.
  const siblings = around.level.block?.body?.children ?? children;
  const before = siblings[siblings.indexOf(directive) - 1];
  return !before || before.semicolon !== undefined || before.body?.close !== undefined;
}

/** The directives of a level by their names, one of which is another. */
export function renewOwn({ level }: Outer, { children }: Tree): void {
  const before = new Map(Map.prototype.entries.call(level.own) as Iterable<[string, Directive[]]>);
  const own = level.own as Directives;
  own.clear();
  for (const directive of level.block?.body?.children ?? children) own.add(directive);
  // Whoever has taken facts from them knows them by their array.
  for (const [name, now] of own) {
    const same = before.get(name);
    if (same?.length === now.length && now.every((one, i) => one === same[i])) own.set(name, same);
  }
}

/** The last that begins at or before an offset. */
export function sectionAt(sections: readonly Section[], offset: number): Section | undefined {
  return sections[lastStarting(sections, offset, startOfSection)];
}

function startOfSection({ directive }: Section): number {
  return directive.span.start;
}

/** Answers about the levels around sections are kept by the level: each version has its own. */
export function renewLevels(outer: Outer, parent: Level | undefined): void {
  const { kind, block, own, children } = outer.level;
  const level: Level = { kind, own, children, ...(block && { block }), ...(parent && { parent }) };
  const all = children as Level[];
  for (const inner of outer.outers) {
    const at = all.indexOf(inner.level);
    renewLevels(inner, level);
    all[at] = inner.level;
  }
  outer.level = level;
}
