/** The configuration as if one section were its only one: what a rule sees that looks at one block at a time. */
import { Directives, type Level } from './level.ts';
import type { Outer, Section } from './sections.ts';
import type { Directive, Tree } from './tree.ts';

export function alone({ directive, level, around }: Section, tree: Tree): readonly [Tree, Level] {
  let root = around;
  let inner: Level | undefined = level;
  for (let outer: Outer | undefined = around; outer; outer = outer.around) {
    const own = new Directives();
    for (const one of keptIn(outer, directive)) {
      const same = own.get(one.name.value);
      if (same) same.push(one);
      else own.set(one.name.value, [one]);
    }
    inner = { ...outer.level, own, children: inner ? [inner] : [] };
    root = outer;
  }
  return [{ ...tree, children: pruned(root, directive) }, inner ?? around.level];
}

/** `directive` where it stands in a level itself, and what stands there and is no section. */
function keptIn({ others, sections }: Outer, directive: Directive): readonly Directive[] {
  // The block `events` says that the file is a whole one.
  const kept = sections.filter(
    (section) => section.directive === directive || section.directive.name.value === 'events',
  );
  return [...others, ...kept.map((section) => section.directive)].sort((a, b) => a.span.start - b.span.start);
}

function pruned(outer: Outer, directive: Directive): readonly Directive[] {
  return keptIn(outer, directive).map((one) => {
    const inner = one.body && outer.outers.find(({ level }) => level.block === one);
    return inner ? { ...one, body: { ...one.body, children: pruned(inner, directive) } } : one;
  });
}
