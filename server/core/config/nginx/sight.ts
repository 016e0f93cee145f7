/** What an include may bring in. */
import type { Level } from './level.ts';

/** The tables that nginx ships hold no setting of TLS. */
const tables = /(?:^|\/)(?:(?:fastcgi|uwsgi|scgi|proxy)_params|fastcgi(?:-php)?\.conf|mime\.types)$/;

export function isShippedTable(path: string): boolean {
  return tables.test(path);
}

/**
 * Whether what is in force at a level is all in sight: no include there or further out whose name looks like `about`.
 * A pattern (`conf.d/*.conf`) beside the servers brings in others, not settings.
 */
export function seesAll(level: Level, about: RegExp): boolean {
  for (let at: Level | undefined = level; at; at = at.parent) {
    for (const { args } of at.own.get('include') ?? []) {
      const path = args[0]?.value ?? '';
      if (tables.test(path) || (at.kind === 'outer' && path.includes('*'))) continue;
      if (about.test(path)) return false;
    }
  }
  return true;
}
