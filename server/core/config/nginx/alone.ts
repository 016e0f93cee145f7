/** The configuration as if one section were its only one: what a rule sees that looks at one block at a time. */
import { Directives, type Level } from './level.ts';
import type { Outer, Section } from './sections.ts';
import type { Directive, Tree } from './tree.ts';

export function alone(
  { directive, level, around }: Section,
  tree: Tree,
  sections: readonly Section[],
): readonly [Tree, Level] {
  const isOther = (one: Directive): boolean => one !== directive && names.has(one.name.value) && others.has(one);
  const others = new Set(sections.map((section) => section.directive));
  const names = new Set(sections.map((section) => section.directive.name.value));
  // It says that the file is a whole one.
  names.delete('events');
  let inner: Level | undefined = level;
  for (let outer: Outer | undefined = around; outer; outer = outer.around) {
    const own = withoutSections(outer.level.own, isOther);
    inner = { ...outer.level, own, children: inner ? [inner] : [] };
  }
  return [{ ...tree, children: pruned(tree.children, directive, isOther) }, inner ?? around.level];
}

function withoutSections(own: Level['own'], isOther: (directive: Directive) => boolean): Level['own'] {
  return new Directives(
    [...own].flatMap(([name, directives]): [string, Directive[]][] => {
      const kept = directives.filter((one) => !isOther(one));
      return kept.length > 0 ? [[name, kept]] : [];
    }),
  );
}

/** `directive`, what is around it, and what stands beside those and is no section. */
function pruned(
  all: readonly Directive[],
  directive: Directive,
  isOther: (directive: Directive) => boolean,
): readonly Directive[] {
  return all.flatMap((one) => {
    if (one === directive || !one.body) return [one];
    if (isOther(one)) return [];
    return [{ ...one, body: { ...one.body, children: pruned(one.body.children, directive, isOther) } }];
  });
}
