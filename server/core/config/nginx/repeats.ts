/** What nginx refuses to read twice in one block. */
import type { NginxConfiguration } from './configuration.ts';
import { levelsOf } from './configuration.ts';
import { isOnce } from './directives/table.ts';
import type { Level } from './level.ts';
import { addressOf } from './read.ts';
import { isTemplate } from './templates.ts';
import type { Directive } from './tree.ts';

export interface Repeat {
  readonly kind: 'directive' | 'location' | 'listen';
  readonly directive: Directive;
  readonly first: Directive;
  /** What stands twice of a directive that a block may have several of. */
  readonly of?: string;
}

export function* repeatsIn({ root }: NginxConfiguration): Iterable<Repeat> {
  for (const level of levelsOf(root)) {
    for (const [name, directives] of level.own) {
      if (isList.test(name)) {
        for (const { body } of directives) yield* repeatsOf(body?.children ?? []);
      }
      if (directives.length < 2) continue;
      if (name === 'location') yield* repeated('location', directives, pathOf);
      else if (name === 'listen') yield* repeated('listen', directives, socketOf);
      else if (isOnce(name) || isWhole(name, level)) yield* repeated('directive', directives, () => name);
      else if (isRewriting.test(name) && directives.some(isOff)) yield* repeated('directive', directives, () => name);
      else if (Object.hasOwn(keys, name)) yield* named(directives, keys[name]);
    }
  }
}

/** Blocks whose directives are no settings of their surroundings. */
const isList = /^(?:upstream|events)$/;

function* repeatsOf(directives: readonly Directive[]): Iterable<Repeat> {
  for (const name of new Set(directives.map((each) => each.name.value))) {
    if (!isOnce(name)) continue;
    const same = directives.filter((each) => each.name.value === name);
    yield* repeated('directive', same, () => name);
  }
}

/** Of these a block has several, or one `off`. */
const isRewriting = /^proxy_(?:redirect|cookie_(?:domain|flags|path))$/;

function isOff({ args }: Directive): boolean {
  return args.length === 1 && args[0]?.value === 'off';
}

type Key = (args: readonly string[]) => string | undefined;

const zoneOf: Key = (args) => args.find((value) => value.startsWith('zone='));
/** By what nginx tells those apart of which a block may have several. */
const keys: Readonly<Record<string, Key>> = {
  limit_req: zoneOf,
  limit_conn: ([zone]) => zone,
  log_format: ([name]) => name,
  limit_req_zone: (args) => zoneOf(args)?.replace(/:.*/s, ''),
  limit_conn_zone: (args) => zoneOf(args)?.replace(/:.*/s, ''),
};

function* named(directives: readonly Directive[], keyOf: Key | undefined): Iterable<Repeat> {
  const key = ({ args }: Directive): string | undefined => {
    const found = keyOf?.(args.map(({ value }) => value));
    return found === undefined || isTemplate(found) ? undefined : found;
  };
  for (const repeat of repeated('directive', directives, key)) yield { ...repeat, of: key(repeat.directive) ?? '' };
}

function* repeated(
  kind: Repeat['kind'],
  directives: readonly Directive[],
  keyOf: (directive: Directive) => string | undefined,
): Iterable<Repeat> {
  const known = new Map<string, Directive>();
  for (const directive of directives) {
    const key = directive.semicolon === undefined && !directive.body ? undefined : keyOf(directive);
    if (key === undefined) continue;
    const first = known.get(key);
    if (first) yield { kind, directive, first };
    else known.set(key, directive);
  }
}

/** `http` and its like, of which a configuration has one each. */
function isWhole(name: string, { kind, block }: Level): boolean {
  return kind === 'outer' && !block && /^(?:events|http|stream|mail)$/.test(name);
}

/** What nginx compares of locations; of those with a regular expression, and of named ones, it takes several. */
function pathOf({ args }: Directive): string | undefined {
  const [first, second] = args.map(({ value }) => value);
  if (first === undefined || args.some(({ value }) => isTemplate(value))) return undefined;
  const [, modifier, path] = second === undefined ? (/^(=|\^~|)(.*)$/s.exec(first) ?? []) : ['', first, second];
  if (path === undefined || modifier?.startsWith('~') || path.startsWith('~') || path.startsWith('@')) return undefined;
  return `${modifier === '=' ? '=' : ''} ${path}`;
}

/** The address of a socket; the same port of TCP and of UDP are two. */
export function socketOf(listen: Directive): string | undefined {
  const address = listen.args[0]?.value ?? '';
  if (address === '' || isTemplate(address)) return undefined;
  const isDatagram = listen.args.some(({ value }) => value === 'udp' || value === 'quic');
  return `${addressOf(listen).toLowerCase()}${isDatagram ? '/udp' : ''}`;
}
