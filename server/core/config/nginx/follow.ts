/**
 * A configuration while it is edited. A key pressed in a block costs that block: it is read again, what stands behind it
 * moves, and the contexts of all other blocks are the very same objects as before. Where that cannot be told from the
 * change alone, the text is read as a whole, and what stands in it as it stood stays the same objects likewise.
 *
 * What moves is changed in place, so that only the reading made last says where things stand.
 */
import type { Problem } from '../../base/problem.ts';
import { encloses, type Span } from '../../base/span.ts';
import { atOnce, inTurns, type Steps } from '../../base/steps.ts';
import type { TlsContext } from '../../tls/context.ts';
import { editBetween, type TextChange } from '../edit-between.ts';
import type { Changed, FollowedReading, FollowedText } from '../followed.ts';
import type { ConfigReading } from '../language.ts';
import { BlockFacts, keepFacts } from './block-facts.ts';
import { changedNames, namesOfBlocks } from './changed-names.ts';
import { Changes } from './changes.ts';
import { configurationOf } from './configuration.ts';
import { isMainFile } from './contexts.ts';
import { FactReader } from './facts.ts';
import { keepDirectives } from './kept-directives.ts';
import { forgetFollowed, keepFollowed } from './known-configurations.ts';
import { type Level, readLevels, withAskedInSteps } from './level.ts';
import { nginxLimits } from './limits.ts';
import { includesOf } from './link.ts';
import { luaBlock } from './lua.ts';
import { type Frame, MovableSpan } from './movable-span.ts';
import { type Mutable, moveBehind, moveSpan } from './move.ts';
import { followComment, followGap, moveComments, moveKept, moveProblems } from './moved-text.ts';
import { inOrder, type Place, type ReadPlaces, readBlock, readOuterLevel, readPlaces, tlsAddresses } from './read.ts';
import { isSameContext } from './same.ts';
import {
  levelOf,
  mayStandFor,
  type Outer,
  readSections,
  renewLevels,
  renewOwn,
  type Section,
  type SectionLevel,
  type Sections,
  sectionAt,
} from './sections.ts';
import { boundsOf, type Directive, parse, parseInSteps, type Tree } from './tree.ts';

/** Below, nothing is gained. */
const fewestSections = 4;
/** Half of what is told of one text. */
const mostProblems = nginxLimits.problems / 2;
/** Characters of blocks that are read in one turn: some 10 ms. */
const charactersOfPiece = 30_000;
/** Spans that are kept before everything is read again: those of findings that are gone are among them. */
const mostKept = 50_000;

interface State {
  text: string;
  tree: Tree;
  root: Outer;
  sections: readonly Section[];
  includes: readonly string[];
  addresses: ReadonlySet<string>;
  /** All in document order, and those of the levels around sections. */
  places: readonly Place[];
  contexts: readonly TlsContext[];
  outer: readonly OuterPlace[];
  readonly beside: AllBeside;
  isCertain: boolean;
  /** Whether a change in one block can be followed by reading that block. */
  isSimple: boolean;
  /** Sections with problems, in document order. */
  troubled: readonly Section[];
  /** Spans that stand in no section. */
  readonly kept: Mutable<Span>[];
  keptCount: number;
  /** See `Former`. */
  asked: ReadonlySet<string> | undefined;
}

export class FollowedConfiguration implements FollowedText {
  #state: State | undefined;
  #version = 0;
  /** Undefined where anything may be different. */
  #changes: Changes | undefined;
  #facts = new BlockFacts();

  get version(): number {
    return this.#version;
  }

  read(text: string): ConfigReading {
    return atOnce(this.#read(text));
  }

  readInTurns(text: string): Promise<ConfigReading> {
    return inTurns(this.#read(text));
  }

  *#read(text: string): Steps<ConfigReading> {
    this.#version++;
    const state = this.#state;
    // Where it cannot be gone on with, nothing is left of it.
    this.#state = undefined;
    forgetFollowed(this);
    return (state && (yield* this.#readOn(state, text))) ?? (yield* this.#readAnew(text));
  }

  readonly withAsked = withAskedInSteps;

  takeChanged(): Changed | undefined {
    const state = this.#state;
    const changes = this.#changes;
    this.#changes = new Changes();
    return state && changes?.told(state.text, state.tree, state.isCertain);
  }

  keep({ start, end }: Span): Span {
    const state = this.#state;
    if (!state) return { start, end };
    state.keptCount++;
    const section = sectionAt(state.sections, start);
    if (section && end <= section.directive.span.end) {
      const copy = new MovableSpan(frameOf(section), start, end);
      section.kept.push(copy);
      return copy;
    }
    const copy = { start, end };
    state.kept.push(copy);
    return copy;
  }

  *#readAnew(text: string): Steps<ConfigReading> {
    this.#changes = undefined;
    this.#facts = new BlockFacts();
    const tree = yield* parseInSteps(text);
    yield;
    if (tree.templated) return this.#readTemplate(text, tree);
    const { root, all: sections } = yield* readSections(tree.children);
    keepFacts(root.level, this.#facts);
    yield;
    const addresses = tlsAddresses(root.level);
    const facts = new FactReader();
    const beside: AllBeside = { names: new Set(), blocks: false };
    const asked = yield* askedOf(sections, function* (section) {
      yield* readSection(section, addresses, facts);
      addBeside(beside, section);
      return true;
    });
    const outer = outerPlaces(root, sections, facts);
    const places = placesOf(sections, outer);
    keepFollowed(this, { text, tree, root: root.level, places });
    const contexts = contextsOf(places);
    const configuration = configurationOf(text, tree, root.level);
    const includes = includesOf(text, tree);
    if (facts.problems.length === 0 && sections.length >= fewestSections) {
      const { isCertain } = configuration;
      const isSimple = isSimpleText(text, tree, sections);
      const moved = { kept: [], keptCount: 0 };
      this.#state = {
        text,
        tree,
        root,
        sections,
        includes,
        addresses,
        places,
        contexts,
        outer,
        beside,
        isCertain,
        isSimple,
        troubled: sections.filter(hasProblems),
        asked,
        ...moved,
      };
    }
    const problems = [...tree.problems, ...facts.problems];
    return { contexts, ...told(problems), document: configuration, includes, ...this.#followed() };
  }

  /** In a template a level may be another for what stands anywhere in the text: nothing of it is followed. */
  #readTemplate(text: string, tree: Tree): ConfigReading {
    const root = readLevels(tree);
    const facts = new FactReader();
    const places = readPlaces(tree, facts, root);
    keepFollowed(this, { text, tree, root, places });
    const contexts = contextsOf(places);
    const problems = [...tree.problems, ...facts.problems];
    const document = configurationOf(text, tree, root);
    return { contexts, ...told(problems), document, includes: includesOf(text, tree), ...this.#followed() };
  }

  #followed(): { readonly followed: FollowedReading } {
    return { followed: { by: this, version: this.#version } };
  }

  /** Undefined where all is to be read anew. */
  *#readOn(state: State, text: string): Steps<ConfigReading | undefined> {
    if (state.keptCount > mostKept) return undefined;
    const change = editBetween(state.text, text);
    const read = this.#follow(state, text, change) ?? (yield* this.#readOver(state, text, change));
    if (!read) return undefined;
    const { fresh, untouched } = read;
    state.text = text;
    if (state.isSimple && state.tree.problems.length > mostProblems) return undefined;
    const facts = new FactReader();
    const addresses = tlsAddresses(state.root.level);
    // Whether a server speaks TLS may be for another to say.
    const isSameAddresses = addresses === state.addresses || isSame(addresses, state.addresses);
    const isUntouched = (section: Section): boolean => untouched === 'all' || untouched.has(section);
    state.addresses = addresses;
    const mayDepend = mayDependOn(state.beside, read);
    const isAsBefore = untouched === 'all' && isSameAddresses && !mayDepend;
    const before = [...fresh].map(({ places, reached, used }): Before => ({ places, reached, used }));
    const asked = yield* askedOf(isAsBefore ? [...fresh] : state.sections, function* (section) {
      const isFresh = fresh.has(section);
      const holds = isSameAddresses && isUntouched(section) && !(mayDepend && dependsOn(section, read));
      if (!isFresh && holds) return false;
      yield* readAgain(section, addresses, facts);
      addBeside(state.beside, section);
      return true;
    });
    state.includes = isWithoutIncludes(read.changed) ? state.includes : includesOf(text, state.tree);
    state.asked = state.asked && asked && new Set([...state.asked, ...asked]);
    if (!isAsBefore || !this.#placesWith(state, before, [...fresh])) {
      state.outer = outerPlaces(state.root, state.sections, facts);
      state.places = placesOf(state.sections, state.outer);
      state.contexts = contextsOf(state.places);
    }
    const { places, contexts } = state;
    if (facts.problems.length > 0) return undefined;
    const configuration = configurationOf(text, state.tree, state.root.level);
    if (configuration.isCertain !== state.isCertain) this.#changes = undefined;
    state.isCertain = configuration.isCertain;
    this.#state = state;
    keepFollowed(this, { text, tree: state.tree, root: state.root.level, places });
    const { problems } = state.tree;
    return { contexts, ...told(problems), document: configuration, includes: state.includes, ...this.#followed() };
  }

  /** The places, where `fresh` alone were read again and say what they said of what is around them; false where not. */
  #placesWith(state: State, before: readonly Before[], fresh: readonly Section[]): boolean {
    const isSameAround = fresh.every(({ reached, used }, i) => {
      const was = before[i];
      return was?.reached === reached && isSame(was.used, used);
    });
    // Without a block its extent is to be told again, and of one that passes requests on where that is.
    if (!isSameAround || !state.outer.every(({ place: { level, pass } }) => level.block && !pass)) return false;
    const outer = state.outer.map(({ around, place }) => ({ around, place: { ...place, level: around.level } }));
    let places: readonly Place[] | undefined = state.places;
    let contexts: readonly TlsContext[] | undefined = state.contexts;
    for (const [was, now] of [
      ...fresh.map((section, i) => [before[i]?.places ?? [], section.places] as const),
      ...outer.map(({ place }, i) => [[(state.outer[i] as OuterPlace).place], [place]] as const),
    ]) {
      places = places && withOthers(places, was, now);
      contexts = contexts && withOthers(contexts, contextsOf(was), contextsOf(now));
    }
    if (!places || !contexts) return false;
    // Whoever has looked at the places of a version knows them by their array.
    Object.assign(state, { places: [...places], contexts, outer });
    return true;
  }

  /** Goes by what changes alone; undefined where it cannot, and nothing is touched then. */
  #follow(state: State, text: string, change: TextChange | undefined): Read | undefined {
    if (!state.isSimple) return undefined;
    const { tree, sections } = state;
    const fresh = new Set<Section>();
    let changed: ReadonlySet<string> | undefined = new Set();
    if (change) {
      const section = sectionAt(sections, change.start);
      const { body, span } = section?.directive ?? {};
      const isIn = section && span && span.start < change.start && change.start < span.end;
      if (section && span && body?.close !== undefined && change.start > span.start && change.end <= body.close.start) {
        changed = this.#followIn(section, state, text, change);
        if (!changed) return undefined;
        fresh.add(section);
      } else {
        if (section && span && change.start < span.end) return undefined;
        if (!followComment(tree, text, change) && !followGap(tree, state.text, text, change)) return undefined;
      }
      moveKept(state.kept, change);
      if (isIn) moveKept(section.kept, change);
      moveProblems(state.troubled, fresh, change);
      for (const one of fresh) state.troubled = withOrWithout(state.troubled, one);
    }
    state.tree = { ...tree, problems: state.troubled.flatMap((section) => section.problems) };
    renewLevels(state.root, undefined);
    keepFacts(state.root.level, this.#facts);
    return { fresh, untouched: 'all', changed };
  }

  /** Reads one block again; the names of what is different in it. */
  #followIn(section: Section, { tree }: State, text: string, change: TextChange): ReadonlySet<string> | undefined {
    const { directive, around } = section;
    const { start, end } = directive.span;
    const source = text.slice(start, end + change.by);
    if (source.includes(luaBlock)) return undefined;
    const { frame } = directive.span as MovableSpan;
    frame.at = 0;
    const { children, problems, templated, comments } = parse(source, section.depth, frame);
    frame.at = start;
    const [read] = children;
    const isWhole = children.length === 1 && !templated && problems.every(isInside);
    if (!isWhole || !read?.body || read.body.close?.end !== end + change.by) return undefined;
    const hasOtherName = read.name.value !== directive.name.value;
    if (hasOtherName && !mayStandFor(section, read, tree)) return undefined;
    frame.block = read;
    section.problems = problems;
    for (const problem of problems) moveSpan(problem.span, start);
    (read.name as Mutable<typeof read.name>).startsLine = directive.name.startsLine;
    moveBehind(tree.children as Directive[], directive, read, change);
    if (hasOtherName) renewOwn(around, tree);
    else {
      const own = around.level.own.get(read.name.value) as Directive[];
      own[own.indexOf(directive)] = read;
    }
    moveComments(tree, change, { start, end }, comments);
    section.directive = read;
    const names = changedNames(directive, read, change);
    this.#changes?.edited(section, directive, names);
    keepDirectives(directive, read, change);
    this.#facts.changed([directive.name.value, read.name.value]);
    if (section.level) {
      const levels = around.level.children as Level[];
      const level = levelOf(read, around) as SectionLevel;
      levels[levels.indexOf(section.level)] = level;
      section.level = level;
    }
    return names ?? namesOfBlocks([directive, read]);
  }

  /** Reads the whole text, and keeps what stands in it as it stood. */
  *#readOver(state: State, text: string, change: TextChange = unchanged): Steps<Read | undefined> {
    const { root, sections, asked } = state;
    const wasMain = isMainFile(state.tree);
    const tree = yield* parseInSteps(text);
    yield;
    if (tree.templated) return undefined;
    moveKept(state.kept, change);
    const compared = yield* readSections(tree.children, { root, sections, change, asked });
    for (const section of compared.edited.keys()) {
      moveKept(section.kept, change);
      for (const span of section.kept) span.moveTo(frameOf(section));
    }
    this.#changes?.compared(compared, change, isMainFile(tree) === wasMain);
    const { all, edited, added, untouched } = compared;
    this.#keepFacts(compared);
    for (const section of all) section.problems = [];
    Object.assign(state, { tree, root: compared.root, sections: all, isSimple: isSimpleText(text, tree, all) });
    state.troubled = all.filter(hasProblems);
    yield;
    return { fresh: new Set([...edited.keys(), ...added]), untouched, changed: undefined };
  }

  /** Facts of blocks hold where all that is around them is as it was. */
  #keepFacts({ root, edited, added, gone, around }: Sections): void {
    if (around?.size !== 0) this.#facts = new BlockFacts();
    const different = [...[...edited.keys(), ...added, ...gone].map(({ directive }) => directive), ...edited.values()];
    this.#facts.changed(different.map(({ name }) => name.value));
    keepFacts(root.level, this.#facts);
  }
}

/** What is to be read of a version, and what is certainly as it was. */
interface Read {
  readonly fresh: ReadonlySet<Section>;
  readonly untouched: ReadonlySet<Section> | 'all';
  /** Names of what is different in `fresh`; undefined where anything may be, and in blocks that are gone. */
  readonly changed: ReadonlySet<string> | undefined;
}

/** What a section was before it was read again. */
type Before = Pick<Section, 'places' | 'reached' | 'used'>;

/** A place of a level around sections. */
interface OuterPlace {
  readonly around: Outer;
  readonly place: Place;
}

/** What any section depends on, or has once. */
interface AllBeside {
  readonly names: Set<string>;
  blocks: boolean;
}

function addBeside(all: AllBeside, { beside: { names, blocks } }: Section): void {
  for (const name of names) all.names.add(name);
  if (blocks) all.blocks = true;
}

/** Most keys change what no other block looks at. */
function mayDependOn({ names, blocks }: AllBeside, { changed }: Read): boolean {
  return blocks || !changed || [...changed].some((name) => names.has(name));
}

/** Whether what other blocks say now may make others of a section's contexts. */
function dependsOn({ beside: { blocks, names } }: Section, { fresh, changed }: Read): boolean {
  if (!changed) return blocks || names.size > 0;
  if (blocks) for (const { level } of fresh) if (level?.kind !== 'server') return true;
  if (names.size > 0) for (const name of changed) if (names.has(name)) return true;
  return false;
}

/** Whether all that is different is known, and no other file comes or goes with it. */
function isWithoutIncludes(changed: ReadonlySet<string> | undefined): boolean {
  return changed !== undefined && !changed.has('include');
}

/**
 * Reads sections; by which names they asked for settings, undefined where by all. `read` says whether there was anything
 * to read: with most keys that is one section.
 */
function* askedOf(
  sections: readonly Section[],
  read: (section: Section) => Steps<boolean>,
): Steps<ReadonlySet<string> | undefined> {
  let all: ReadonlySet<string> | undefined = new Set();
  for (let at = 0; at < sections.length; ) {
    let left = charactersOfPiece;
    const piece = function* (): Steps<void> {
      for (; at < sections.length && left > 0; at++) {
        const section = sections[at] as Section;
        if (yield* read(section)) left -= section.directive.span.end - section.directive.span.start;
      }
    };
    const { asked } = yield* withAskedInSteps(piece());
    all = all && asked && new Set([...all, ...asked]);
    if (at < sections.length) yield;
  }
  return all;
}

function told(problems: readonly Problem[]) {
  return { problems, observations: boundsOf(problems) };
}

const unchanged: TextChange = { start: 0, end: 0, by: 0 };

/** Whether all that is wrong with a text is in its sections. They are given it. */
function isSimpleText(text: string, tree: Tree, sections: readonly Section[]): boolean {
  return (
    !tree.templated &&
    tree.problems.length <= mostProblems &&
    !text.includes(luaBlock) &&
    sharedOut(tree.problems, sections) === tree.problems.length
  );
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
    const own = bySection.get(section);
    if (own) own.push(problem);
    else bySection.set(section, [problem]);
    count++;
  }
  for (const [section, own] of bySection) section.problems = own;
  return count;
}

const nothing: ReadPlaces = { places: [], reached: 0 };

function* readSection(section: Section, addresses: ReadonlySet<string>, facts: FactReader): Steps<void> {
  facts.used = new Set();
  facts.beside = { names: new Set(), blocks: false };
  // A block that holds no directives of its surroundings may have been another before.
  const { places, reached } = section.level ? yield* readBlock(section.level, addresses, facts) : nothing;
  const { span } = section.directive;
  const used = [...facts.used].filter(([first]) => !first || !encloses(span, first.span));
  Object.assign(section, { places, reached, used: new Set(used), beside: facts.beside });
}

/** Something in it, or what it inherits, may be different: contexts that say what they said stay the same objects. */
function* readAgain(section: Section, addresses: ReadonlySet<string>, facts: FactReader): Steps<void> {
  const before = new Map<Span | undefined, Place[]>();
  for (const place of section.places) {
    const same = before.get(place.level.block?.span);
    if (same) same.push(place);
    else before.set(place.level.block?.span, [place]);
  }
  yield* readSection(section, addresses, facts);
  if (before.size === 0) return;
  section.places = section.places.map((place): Place => {
    const was = before.get(place.level.block?.span)?.find(({ family }) => family === place.family);
    return was && isSameContext(was.context, place.context) ? { ...place, context: was.context } : place;
  });
}

/** The places of the levels around sections. */
function outerPlaces(root: Outer, sections: readonly Section[], facts: FactReader): readonly OuterPlace[] {
  facts.used = new Set();
  facts.isUsedElsewhere = (directives) => sections.some(({ used }) => used.has(directives));
  const found: OuterPlace[] = [];
  const visit = (around: Outer): number => {
    const { level, outers, sections: own } = around;
    const below = [...outers.map(visit), ...own.map(({ reached }) => reached)];
    const { places, reached } = readOuterLevel(
      level,
      below.reduce((all, one) => all | one, 0),
      facts,
    );
    for (const place of places) found.push({ around, place });
    return reached;
  };
  visit(root);
  return found;
}

/** All in document order. */
function placesOf(sections: readonly Section[], outer: readonly OuterPlace[]): readonly Place[] {
  const all: Place[] = [];
  for (let at = 0; at < sections.length; at++) {
    const { places } = sections[at] as Section;
    for (let i = 0; i < places.length; i++) all.push(places[i] as Place);
  }
  return outer.length > 0 ? [...all, ...outer.map(({ place }) => place)].sort(inOrder) : all;
}

/** `all` with some that stand one after the other replaced; undefined where it is not known at which place. */
function withOthers<T>(all: readonly T[], was: readonly T[], now: readonly T[]): readonly T[] | undefined {
  if (was.length === now.length && was.every((one, i) => one === now[i])) return all;
  const at = was.length > 0 ? all.indexOf(was[0] as T) : -1;
  if (at < 0 || all[at + was.length - 1] !== was.at(-1)) return undefined;
  return [...all.slice(0, at), ...now, ...all.slice(at + was.length)];
}

function hasProblems({ problems }: Section): boolean {
  return problems.length > 0;
}

/** `troubled` as it is once `section` has other problems. */
function withOrWithout(troubled: readonly Section[], section: Section): readonly Section[] {
  const isKnown = troubled.includes(section);
  if (isKnown === hasProblems(section)) return troubled;
  if (isKnown) return troubled.filter((one) => one !== section);
  return [...troubled, section].sort((a, b) => a.directive.span.start - b.directive.span.start);
}

function frameOf({ directive }: Section): Frame {
  return (directive.span as MovableSpan).frame;
}

function contextsOf(places: readonly Place[]): readonly TlsContext[] {
  const contexts: TlsContext[] = [];
  for (let i = 0; i < places.length; i++) contexts.push((places[i] as Place).context);
  return contexts;
}

function isSame<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
