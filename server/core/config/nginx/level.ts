/** Where a TLS directive holds: nginx's configuration levels and how they inherit. */
import type { Steps } from '../../base/steps.ts';
import type { Setting } from '../../tls/context.ts';
import type { Asked } from '../followed.ts';
import { type BlockKind, blockKind } from './blocks.ts';
import type { Directive, Tree } from './tree.ts';

export interface Level {
  readonly kind: Exclude<BlockKind, 'opaque'>;
  /** Absent for the file itself. */
  readonly block?: Directive;
  readonly parent?: Level;
  /** Its own directives by name, in order. */
  readonly own: ReadonlyMap<string, readonly Directive[]>;
  readonly children: readonly Level[];
}

/** Whoever looks for what the answers depend on: names that are asked for, or '*' for all. */
let asked: Set<string> | undefined;
let askedLast: string | undefined;

/**
 * Works an answer out and says by which names it asked for directives; undefined where it looked at them all. Whoever asks
 * for it as a part of another answer notes them for that.
 */
export function withAsked<T>(answer: () => T): Asked<T> {
  const names = new Set<string>();
  const value = noting(names, answer);
  return { value, asked: names.has(everything) ? undefined : names };
}

/** The same of an answer that is worked out step by step. */
export function* withAskedInSteps<T>(steps: Steps<T>): Steps<Asked<T>> {
  const names = new Set<string>();
  for (;;) {
    const { done, value } = noting(names, () => steps.next());
    if (done) return { value, asked: names.has(everything) ? undefined : names };
    yield;
  }
}

function noting<T>(names: Set<string>, work: () => T): T {
  const around = asked;
  asked = names;
  askedLast = undefined;
  try {
    return work();
  } finally {
    asked = around;
    askedLast = undefined;
  }
}

/** In place of a name: all that there are. */
export const everything = '*';

/** Says that an answer that is given depends on the directives of a name; on all where none is given. */
export function noteAsked(name = everything): void {
  if (name === askedLast) return;
  askedLast = name;
  asked?.add(name);
}

/** Directives by their names. */
export class Directives extends Map<string, Directive[]> {
  add(directive: Directive): void {
    const same = super.get(directive.name.value);
    if (same) same.push(directive);
    else this.set(directive.name.value, [directive]);
  }

  override get(name: string): Directive[] | undefined {
    noteAsked(name);
    return super.get(name);
  }

  override has(name: string): boolean {
    noteAsked(name);
    return super.has(name);
  }

  override keys(): MapIterator<string> {
    noteAsked();
    return super.keys();
  }

  override values(): MapIterator<Directive[]> {
    noteAsked();
    return super.values();
  }

  override entries(): MapIterator<[string, Directive[]]> {
    noteAsked();
    return super.entries();
  }

  override [Symbol.iterator](): MapIterator<[string, Directive[]]> {
    noteAsked();
    return super[Symbol.iterator]();
  }

  override forEach(each: (directives: Directive[], name: string, all: Map<string, Directive[]>) => void): void {
    noteAsked();
    super.forEach(each);
  }
}

/** All of a level, for the sake of those whose names are of the kind `mark`. */
export function ownFor(own: Level['own'], mark: string): MapIterator<[string, readonly Directive[]]> {
  noteAsked(mark);
  return Map.prototype.entries.call(own) as MapIterator<[string, readonly Directive[]]>;
}

export interface Found {
  readonly directives: readonly Directive[];
  readonly level: Level;
  readonly origin: Setting<unknown>['origin'];
}

/**
 * The directives of this name in force at a level: those of the nearest level that has any. That is how nginx inherits
 * single values and arrays alike: a level's own replace all of the outer ones.
 */
export function find(level: Level, name: string): Found | undefined {
  for (let at: Level | undefined = level; at; at = at.parent) {
    const directives = at.own.get(name);
    if (directives) return { directives, level: at, origin: at === level ? 'explicit' : 'inherited' };
  }
  return undefined;
}

/**
 * The file is a level itself: what it holds outside every block belongs to the place that includes it, and for the
 * servers and locations below that is the next level out.
 */
export function readLevels({ children, templated }: Tree): Level {
  return readLevel(children, 'outer', undefined, undefined, templated);
}

export function readLevel(
  directives: readonly Directive[],
  kind: Level['kind'],
  block: Directive | undefined,
  parent: Level | undefined,
  templated = false,
): Level {
  const level: Level = {
    kind,
    own: new Directives(),
    children: [],
    ...(block && { block }),
    ...(parent && { parent }),
  };
  return fillLevel(level, directives, templated);
}

/** Puts what stands in a level into it. */
export function fillLevel<L extends Level>(level: L, directives: readonly Directive[], templated = false): L {
  const own = level.own as Directives;
  for (const directive of directives) {
    const name = directive.name.value;
    if (directive.body) {
      const kind = blockKind(name, level.kind);
      if (kind !== 'opaque')
        (level.children as Level[]).push(readLevel(directive.body.children, kind, directive, level, templated));
    }
    own.add(directive);
  }
  if (templated) leaveOpen(own, 'ssl_verify_client');
  return level;
}

/** nginx takes it once: where a template has more, one of them is left, and nobody knows which. */
function leaveOpen(own: Map<string, Directive[]>, name: string): void {
  const all = own.get(name);
  const last = all?.at(-1);
  if (!all || !last || all.length < 2) return;
  const args = last.args.map((word) => ({ ...word, value: '{{}}' }));
  own.set(name, [{ ...last, args }]);
}

export type Subsystem = 'http' | 'stream' | 'mail';

/** The subsystem of a level; http where the file does not say, for that is what fragments are of. */
export function subsystemOf(level: Level): Subsystem {
  for (let at: Level | undefined = level; at; at = at.parent) {
    const name = at.block?.name.value;
    if (name === 'http' || name === 'stream' || name === 'mail') return name;
  }
  return 'http';
}

const levels = new WeakMap<Level, readonly Level[]>();

/** Whether it is the file itself, or what stands in its place. */
export function isOutermost({ kind, parent }: Level): boolean {
  return kind === 'outer' && !parent;
}

/** A level and all below it, outermost first. Dozens of rules ask. */
export function levelsOf(level: Level): readonly Level[] {
  let all = levels.get(level);
  if (!all) {
    all = [level, ...level.children.flatMap(levelsOf)];
    levels.set(level, all);
  }
  return all;
}
