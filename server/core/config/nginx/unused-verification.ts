/** `proxy_ssl_verify off` that no connection inherits. */
import type { Family } from './families.ts';
import { find, type Level, levelsOf } from './level.ts';
import { includesOnlyTables } from './mentions.ts';
import { isTemplate } from './templates.ts';
import { tlsPass } from './tls-pass.ts';
import { isOff } from './values.ts';

/**
 * True where a server or a part of it switches verification off, all that it passes requests to is in sight, and none of
 * that is a connection over TLS that takes the setting over.
 */
export function isUnusedVerification(level: Level, family: Family): boolean {
  const { pass, verify } = family;
  if (level.kind === 'outer' || pass === undefined || verify === undefined) return false;
  const own = level.own.get(verify);
  if (!own || !isOff(own.at(-1)?.args[0]) || !includesOnlyTables(level)) return false;
  let passes = 0;
  for (const below of levelsOf(level)) {
    for (const { args } of below.own.get(pass) ?? []) {
      // Its scheme may be anything.
      if (isTemplate(/^[^:/]*/.exec(args[0]?.value ?? '')?.[0] ?? '')) return false;
      passes++;
    }
    if (tlsPass(below, family) && find(below, verify)?.directives === own) return false;
  }
  return passes > 0;
}
