/** Which passes speak TLS. */
import type { Family } from './families.ts';
import { find, type Level } from './level.ts';
import type { Directive } from './tree.ts';
import { isOn } from './values.ts';

/** The directive of this level that leads to a peer over TLS. */
export function tlsPass(level: Level, family: Family): Directive | undefined {
  if (family.pass === undefined) return undefined;
  const { scheme, toggle } = family;
  return level.own.get(family.pass)?.find(({ args }) => {
    if (scheme?.test(beginningOf(args[0]?.value ?? '', level))) return true;
    return toggle !== undefined && isOn(find(level, toggle)?.directives.at(-1)?.args[0]);
  });
}

/** An address that begins with a variable which `set` gives a value here or further out: that value. */
function beginningOf(address: string, level: Level): string {
  const name = address.startsWith('$') ? /^\$\{?(\w+)\}?/.exec(address)?.[1] : undefined;
  if (name === undefined) return address;
  for (let at: Level | undefined = level; at; at = at.parent) {
    const set = at.own.get('set')?.findLast(({ args }) => args[0]?.value === `$${name}`);
    if (set) return set.args[1]?.value ?? address;
  }
  return address;
}
