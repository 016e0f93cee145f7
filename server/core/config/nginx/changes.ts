/** What is different since somebody asked, over any number of versions. */
import type { Span } from '../../base/span.ts';
import type { TextChange } from '../edit-between.ts';
import type { Changed } from '../followed.ts';
import { alone } from './alone.ts';
import { changedNames } from './changed-names.ts';
import { configurationOf } from './configuration.ts';
import { askedAs } from './families.ts';
import type { Section, Sections } from './sections.ts';
import type { Directive, Tree } from './tree.ts';

/** Each is looked at with all that is around it: of more than these it is no gain. */
const mostBlocks = 16;

/** Undefined is anything: see `Changed`. */
export class Changes {
  #names: Set<string> | undefined = new Set();
  #around: Set<string> | undefined = new Set();
  readonly #blocks = new Set<Section>();
  readonly #gone = new WeakSet<Span>();
  #isAny = false;
  #hasOtherLocation = false;

  /** The text of a section is another; `before` is what it was, `names` of what is different in it. */
  edited(section: Section, before: Directive, names: ReadonlySet<string> | undefined): void {
    this.#isAny = true;
    this.#blocks.add(section);
    const isSame = isSameHead(before, section.directive);
    if (!isSame) this.#compareLocations(before, section.directive);
    this.#addNames(isSame ? names : undefined);
  }

  /** A whole text is read again; `isSameWhole`: it may hold the same. */
  compared({ edited, added, gone, around }: Sections, change: TextChange, isSameWhole: boolean): void {
    this.#isAny = true;
    for (const [section, before] of edited)
      this.edited(section, before, changedNames(before, section.directive, change));
    this.#compareLocations(...[...added, ...gone].map(({ directive }) => directive));
    for (const section of added) this.#blocks.add(section);
    for (const section of gone) {
      this.#blocks.delete(section);
      for (const span of section.kept) this.#gone.add(span);
    }
    this.#addNames(around);
    if (added.size + gone.length > 0) this.#names = undefined;
    if (!isSameWhole || !around) {
      this.#names = undefined;
      this.#around = undefined;
    } else if (this.#around) for (const name of around) this.#around.add(name);
  }

  /** Undefined where there are too many to tell, or what is said of others may be different. */
  told(text: string, tree: Tree, isCertain: boolean): Changed | undefined {
    if (this.#blocks.size > mostBlocks || this.#hasOtherLocation) return undefined;
    const sections = [...this.#blocks];
    if (sections.some(isOneOfTwo)) return undefined;
    const blocks = sections.map((section) => ({
      span: section.directive.span,
      configuration: configurationOf(text, ...alone(section, tree), isCertain),
    }));
    const kept = new Set<Span>(sections.flatMap((section) => section.kept));
    return {
      isAny: this.#isAny,
      names: this.#names,
      around: this.#around,
      blocks,
      isGone: (span) => kept.has(span) || this.#gone.has(span),
    };
  }

  /** In a file that a server includes there are locations side by side, of which none may have the path of another. */
  #compareLocations(...directives: readonly Directive[]): void {
    if (directives.some(({ name }) => name.value === 'location')) this.#hasOtherLocation = true;
  }

  #addNames(names: ReadonlySet<string> | undefined): void {
    if (names && this.#names) for (const name of names) for (const asked of askedAs(name)) this.#names.add(asked);
    else this.#names = undefined;
  }
}

/** Whether a location has the path of another: what is said of it is for both. */
function isOneOfTwo({ directive, around }: Section): boolean {
  if (directive.name.value !== 'location') return false;
  return around.sections.some(({ directive: other }) => other !== directive && isSameHead(other, directive));
}

function isSameHead(a: Directive, b: Directive): boolean {
  return (
    a.name.value === b.name.value &&
    a.args.length === b.args.length &&
    a.args.every(({ value }, i) => value === b.args[i]?.value)
  );
}
