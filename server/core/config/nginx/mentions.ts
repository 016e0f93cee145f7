/** Where a variable is made use of. */
import { byObject } from '../../base/by-object.ts';
import { factsOfBlocks } from './block-facts.ts';
import { codeMark, runsCode } from './families.ts';
import { isOutermost, type Level, levelsOf, noteAsked, ownFor } from './level.ts';
import { luaBlock } from './lua.ts';
import type { Directive } from './tree.ts';

/** They decide nothing. */
const logs = /^(?:log_format|access_log)$/;

/**
 * Whether a variable stands anywhere in a level, or in what surrounds it (a `map` of http): anything but a log, or the
 * directives that `except` names.
 */
export function mentions(level: Level, variable: string, except = logs, depth = 0): boolean {
  const pattern = new RegExp(`\\$\\{?${variable}(?![a-z0-9_])`);
  for (const below of levelsOf(level)) if (ownMentions(below, pattern, except)) return true;
  for (let at = level.parent; at; at = at.parent) {
    const { isMentioned, made } = mentionsAround(at, variable, pattern, except);
    if (isMentioned) return true;
    // A map counts where something is made of what it gives.
    if (depth < 4 && made.some((name) => name !== variable && mentions(level, name, except, depth + 1))) return true;
  }
  return false;
}

interface Around {
  readonly isMentioned: boolean;
  /** The variables that maps make of it. */
  readonly made: readonly string[];
}

/** What thousands of servers have around them is looked through once. */
function mentionsAround(at: Level, variable: string, pattern: RegExp, except: RegExp): Around {
  noteAsked();
  const known = answersAround(at);
  const key = `${variable} ${except.source}`;
  const answer = known.get(key) ?? {
    isMentioned: ownMentions(at, pattern, except, true),
    made: (at.own.get('map') ?? []).flatMap(({ args, body }) => {
      const made = /^\$(\w+)$/.exec(args[1]?.value ?? '')?.[1];
      const isAbout =
        args.some(({ value }) => pattern.test(value)) || body?.children.some((line) => holds(line, pattern));
      return isAbout && made !== undefined ? [made] : [];
    }),
  };
  known.set(key, answer);
  return answer;
}

/** By the level, of which each version of a text has its own. */
const answersAround = byObject((_: Level) => new Map<string, Around>());

function ownMentions({ own }: Level, pattern: RegExp, except: RegExp, isAround = false): boolean {
  for (const [name, directives] of own) {
    if (except.test(name) || (isAround && (name === 'map' || name === 'server'))) continue;
    if (directives.some((directive) => holds(directive, pattern))) return true;
  }
  return false;
}

/** Blocks that are levels themselves are looked into as such. */
function holds({ name, args, body }: Directive, pattern: RegExp): boolean {
  if (args.some(({ value }) => pattern.test(value))) return true;
  if (!body || /^(?:server|http|location)$/.test(name.value)) return false;
  // Lua and njs reach variables as `ngx.var.ssl_client_verify`: their code is not read, so it counts as a use.
  if (name.value.endsWith(luaBlock)) return true;
  return body.children.some((child) => holds(child, pattern));
}

/** False where a file that cannot be seen may hold what is missed; the tables that nginx ships hold nothing of it. */
export function includesOnlyTables(level: Level): boolean {
  if (isOutermost(level)) return otherIncludes(level).length === 0;
  noteAsked('include');
  noteAsked(codeMark);
  return levelsOf(level).every(ownTables);
}

const otherIncludes = factsOfBlocks((levels) => {
  noteAsked('include');
  noteAsked(codeMark);
  return levels.filter((level) => !ownTables(level));
});

const ownTables = byObject(({ own }: Level): boolean => {
  for (const { args } of own.get('include') ?? []) {
    if (!/(?:^|\/)(?:(?:fastcgi|uwsgi|scgi|proxy)_params|fastcgi\.conf|mime\.types)$/.test(args[0]?.value ?? ''))
      return false;
  }
  for (const [name] of ownFor(own, codeMark)) if (runsCode(name)) return false;
  return true;
});
