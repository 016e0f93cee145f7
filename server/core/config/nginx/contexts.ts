/** The contexts that directives stand in, by the letters of `directives/rows.ts`. */
import { commandsOf, takesBlock } from './directives/table.ts';
import type { Directive, Tree } from './tree.ts';

/** Every letter: a file to be included may stand anywhere. */
export const anywhere = 'mehsluijxMNTVW';

/** The contexts inside a block, by its name and the contexts it may itself stand in. */
const inside: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  events: { m: 'e' },
  http: { m: 'h' },
  mail: { m: 'M' },
  stream: { m: 'T' },
  server: { h: 's', M: 'N', T: 'V' },
  location: { s: 'l', l: 'l' },
  upstream: { h: 'u', T: 'W' },
  if: { s: 'i', l: 'j' },
  limit_except: { l: 'x' },
};

/** Undefined for a block of its own module, which holds no directives of its surroundings; empty where it cannot stand. */
export function contextsInside(name: string, around: string): string | undefined {
  const within = Object.hasOwn(inside, name) ? inside[name] : undefined;
  return within && [...around].flatMap((letter) => within[letter] ?? []).join('');
}

export function overlap(a: string, b: string): boolean {
  for (let i = 0; i < a.length; i++) if (b.includes(a.charAt(i))) return true;
  return false;
}

export function isMainFile({ children }: Tree): boolean {
  return children.some(({ name, body }) => body && /^(?:events|http|stream|mail)$/.test(name.value));
}

/** Directives of one block that are looked at to tell what a file to be included is a part of. */
const looked = 40;

/**
 * The contexts that a file as a whole may stand in: those that most of its directives can. Of http where it may be that
 * and others.
 */
export function contextsOf(tree: Tree): string {
  if (isMainFile(tree)) return 'm';
  const letters = [...anywhere];
  const misfits = letters.map((letter) => countMisfits(tree.children, letter, 2));
  const least = Math.min(...misfits);
  const best = letters.filter((_, i) => misfits[i] === least).join('');
  const http = [...best].filter((letter) => 'mhsluijx'.includes(letter)).join('');
  return http === '' ? best : http;
}

function countMisfits(directives: readonly Directive[], contexts: string, depth: number): number {
  let count = 0;
  for (const { name, body } of directives.slice(0, looked)) {
    const commands = commandsOf(name.value)?.filter((command) => takesBlock(command) === (body !== undefined));
    if (!commands || commands.length === 0) continue;
    if (!commands.some((command) => overlap(command.contexts, contexts))) count++;
    else if (body && depth > 0) {
      const next = contextsInside(name.value, contexts);
      if (next) count += countMisfits(body.children, next, depth - 1);
    }
  }
  return count;
}
