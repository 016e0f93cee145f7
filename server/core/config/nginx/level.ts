/** Where a TLS directive holds: nginx's configuration levels and how they inherit. */
import type { Setting } from '../../tls/context.ts';
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
export function readLevels({ children }: Tree): Level {
  return readLevel(children, 'outer', undefined, undefined);
}

function readLevel(
  directives: readonly Directive[],
  kind: Level['kind'],
  block: Directive | undefined,
  parent: Level | undefined,
): Level {
  const own = new Map<string, Directive[]>();
  const children: Level[] = [];
  const level: Level = { kind, own, children, ...(block && { block }), ...(parent && { parent }) };
  for (const directive of directives) {
    const name = directive.name.value;
    if (directive.body) {
      const childKind = blockKind(name, kind);
      if (childKind !== 'opaque') children.push(readLevel(directive.body.children, childKind, directive, level));
    }
    const same = own.get(name);
    if (same) same.push(directive);
    else own.set(name, [directive]);
  }
  return level;
}
