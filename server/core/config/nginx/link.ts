/**
 * A configuration of several files as nginx reads it: what an `include` names stands in its place.
 *
 * Places in other files are given behind the end of the text itself, so that one number still says what is meant:
 * nothing is reported there, for those files are looked at themselves.
 */
import { type Span, span } from '../../base/span.ts';
import type { TlsContext } from '../../tls/context.ts';
import type { ConfigReading, ConfigWhole } from '../language.ts';
import { configurationOf } from './configuration.ts';
import { FactReader } from './facts.ts';
import { parseOnce } from './known-configurations.ts';
import { readLevels } from './level.ts';
import { nginxLimits } from './limits.ts';
import { readPlaces } from './read.ts';
import type { Word } from './tokens.ts';
import type { Body, Directive, Tree } from './tree.ts';

/** The patterns of the `include` directives of a text, each once. */
export function includePatterns(text: string): readonly string[] {
  return text.includes('include') ? includesOf(text, parseOnce(text)) : [];
}

export function includesOf(text: string, { children }: Tree): readonly string[] {
  const patterns = new Set<string>();
  const visit = (directives: readonly Directive[]): void => {
    for (const { name, args, body } of directives) {
      const value = args[0]?.value;
      if (name.value === 'include' && value && !value.includes('$')) patterns.add(value);
      if (body) visit(body.children);
    }
  };
  if (text.includes('include')) visit(children);
  return [...patterns];
}

export function readIn(whole: ConfigWhole, alone: readonly TlsContext[]): ConfigReading {
  const text = whole.files.get(whole.self)?.text ?? '';
  const own = parseOnce(text);
  const children = new Linker(whole, text).run();
  const tree: Tree = { ...own, children, problems: [] };
  const root = readLevels(tree);
  const linked = readPlaces(tree, new FactReader(), root).map(({ context }) => context);
  return {
    contexts: merge(alone, linked, text).map((context) => withoutMixtures(context, text)),
    problems: [],
    document: configurationOf(text, own, root),
  };
}

/** So many servers of other files are asked what they make of the settings that they inherit from here. */
const heirs = 16;

/**
 * Blocks as the whole configuration makes them; settings outside of them, at their place here, as those in other files
 * make them that inherit them, or as the text alone gives them where nobody does.
 */
function merge(alone: readonly TlsContext[], linked: readonly TlsContext[], text: string): TlsContext[] {
  const inside = linked.filter(({ nameSpan }) => isInside(nameSpan, text));
  const outside = linked
    .filter(({ nameSpan }) => !isInside(nameSpan, text))
    .map((context) => ({ context, places: placesOf(context) }));
  const same = (a: TlsContext, b: TlsContext): boolean =>
    a.role === b.role && a.nameSpan.start === b.nameSpan.start && a.nameSpan.end === b.nameSpan.end;
  const others = alone.filter((context) => !inside.some((other) => same(context, other)));
  const bequeathed = others.flatMap((own) => {
    const places = [...placesOf(own)];
    const inheriting = outside.filter(
      ({ context, places: theirs }) => context.role === own.role && places.some((place) => theirs.has(place)),
    );
    if (inheriting.length === 0) return [own];
    const { span: whole, nameSpan } = own;
    return inheriting.slice(0, heirs).map(({ context }) => {
      // Whether the peer is verified is said where it is named.
      const { verifiesByDefault: _, ...settings } = context;
      return { ...settings, span: whole, nameSpan };
    });
  });
  return [...inside, ...bequeathed].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

/** Where the settings of a context start. */
function placesOf(context: TlsContext): ReadonlySet<number> {
  const places = new Set<number>();
  for (const setting of Object.values(context).flat()) {
    if (typeof setting === 'object' && 'origin' in setting) places.add(setting.span.start);
  }
  return places;
}

/** Lines of one level in two files: those here are the ones that are spoken of here. */
function withoutMixtures(context: TlsContext, text: string): TlsContext {
  const { protocols } = context;
  const own = protocols?.filter((setting) => isInside(setting.span, text)) ?? [];
  return own.length > 0 ? { ...context, protocols: own } : context;
}

function isInside({ end }: Span, text: string): boolean {
  return end <= text.length;
}

class Linker {
  readonly #whole: ConfigWhole;
  #behind: number;
  #seenSelf = false;
  #inclusions = 0;

  constructor(whole: ConfigWhole, text: string) {
    this.#whole = whole;
    this.#behind = text.length + 1;
  }

  run(): Directive[] {
    return this.#file(this.#whole.main, []);
  }

  #file(uri: string, stack: readonly string[]): Directive[] {
    const file = this.#whole.files.get(uri);
    if (!file || stack.includes(uri) || stack.length >= nginxLimits.includeDepth) return [];
    if (++this.#inclusions > nginxLimits.inclusions) return [];
    const isSelf = uri === this.#whole.self && !this.#seenSelf;
    if (isSelf) this.#seenSelf = true;
    const by = isSelf ? 0 : this.#behind;
    if (!isSelf) this.#behind += file.text.length + 1;
    return this.#list(parseOnce(file.text).children, by, file.includes, [...stack, uri]);
  }

  #list(
    directives: readonly Directive[],
    by: number,
    includes: ReadonlyMap<string, readonly string[]>,
    stack: readonly string[],
  ): Directive[] {
    return directives.flatMap((directive) => {
      const named = directive.name.value === 'include' ? includes.get(directive.args[0]?.value ?? '') : undefined;
      if (named) return named.flatMap((uri) => this.#file(uri, stack));
      const { body } = directive;
      if (!body) return by === 0 ? [directive] : [moved(directive, by, undefined)];
      const children = this.#list(body.children, by, includes, stack);
      return [moved(directive, by, { ...body, children })];
    });
  }
}

function moved(directive: Directive, by: number, body: Body | undefined): Directive {
  const { semicolon } = directive;
  return {
    name: movedWord(directive.name, by),
    args: by === 0 ? directive.args : directive.args.map((word) => movedWord(word, by)),
    head: movedSpan(directive.head, by),
    span: movedSpan(directive.span, by),
    ...(semicolon !== undefined && { semicolon: movedSpan(semicolon, by) }),
    ...(body && {
      body: {
        children: body.children,
        open: movedSpan(body.open, by),
        ...(body.close !== undefined && { close: movedSpan(body.close, by) }),
      },
    }),
  };
}

function movedWord(word: Word, by: number): Word {
  return by === 0 ? word : { ...word, span: movedSpan(word.span, by), content: movedSpan(word.content, by) };
}

function movedSpan({ start, end }: Span, by: number): Span {
  return span(start + by, end + by);
}
