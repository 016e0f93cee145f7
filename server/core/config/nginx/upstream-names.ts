/** Groups of servers by the names that passes give. */
import type { Directive } from './tree.ts';

/** The first of each name, as nginx has it. */
export function upstreamsByName(upstreams: readonly Directive[]): ReadonlyMap<string, Directive> {
  const byName = new Map<string, Directive>();
  for (const one of upstreams) {
    const name = one.args[0]?.value ?? '';
    if (one.body && !byName.has(name)) byName.set(name, one);
  }
  return byName;
}
