/** The configuration as if one section were its only one: what a rule sees that looks at one block at a time. */
import { keepNoFacts } from './block-facts.ts';
import { Directives, type Level } from './level.ts';
import type { Outer, Section } from './sections.ts';
import type { Directive, Tree } from './tree.ts';

export function alone(section: Section, tree: Tree): readonly [Tree, Level] {
  const { around } = section;
  let root = around;
  let inner: Level | undefined = section.level;
  for (let outer: Outer | undefined = around; outer; outer = outer.around) {
    const own = new Directives();
    for (const one of keptIn(outer, section)) own.add(one);
    inner = { ...outer.level, own, children: inner ? [inner] : [] };
    root = outer;
  }
  const level = inner ?? around.level;
  keepNoFacts(level);
  return [{ ...tree, children: pruned(root, section) }, level];
}

/** `directive` where it stands in a level itself, and what stands there and is no section. */
function keptIn(outer: Outer, { directive, around }: Section): readonly Directive[] {
  const kept = [...outer.others, ...outer.events.map((section) => section.directive)];
  if (outer === around && !kept.includes(directive)) kept.push(directive);
  return kept.sort((a, b) => a.span.start - b.span.start);
}

function pruned(outer: Outer, section: Section): readonly Directive[] {
  return keptIn(outer, section).map((one) => {
    const inner = one.body && outer.outers.find(({ level }) => level.block === one);
    return inner ? { ...one, body: { ...one.body, children: pruned(inner, section) } } : one;
  });
}
