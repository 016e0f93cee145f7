import type { SyntaxNode, Tree } from '@lezer/common';
import { stringValue } from './literals.ts';
import { childAfter, firstChild } from './syntax.ts';

/** A region in which names live. */
export interface Scope {
  readonly from: number;
  to: number;
  readonly parent: Scope | undefined;
  readonly isFunction: boolean;
}

/** A name and where it is defined. */
export interface Binding {
  readonly name: string;
  readonly from: number;
  readonly scope: Scope;
}

/** What a binding's text says of its value. */
export type Definition =
  /** `const x = init`, or a `let` that nothing assigns again. */
  | { readonly kind: 'value'; readonly init: SyntaxNode }
  /** A parameter, or part of a pattern, that has this value unless another is given. */
  | { readonly kind: 'default'; readonly init: SyntaxNode }
  /** `const { property: x } = init`. */
  | { readonly kind: 'property'; readonly property: string; readonly init: SyntaxNode }
  /** `import`: `name` is the export's, `*` for the whole module. */
  | { readonly kind: 'import'; readonly module: string; readonly name: string }
  | { readonly kind: 'function'; readonly node: SyntaxNode }
  /** A parameter, a reassigned variable, a class: its value is not to be known here. */
  | { readonly kind: 'opaque' };

const opaque: Definition = { kind: 'opaque' };

/** A name defined more often than this is a minified bundle's, not one that anybody follows. */
const mostBindingsOfName = 1000;

/** The names of one text. */
export class Scopes {
  readonly #text: string;
  readonly #tree: Tree;
  readonly #bindings: ReadonlyMap<string, readonly Binding[]>;
  readonly #reassigned: ReadonlySet<string>;
  readonly #definitions = new Map<Binding, Definition>();

  constructor(
    text: string,
    tree: Tree,
    bindings: ReadonlyMap<string, readonly Binding[]>,
    reassigned: ReadonlySet<string>,
  ) {
    this.#text = text;
    this.#tree = tree;
    this.#bindings = bindings;
    this.#reassigned = reassigned;
  }

  /** The binding that `name` means at `position`; undefined for a global. */
  resolve(name: string, position: number): Binding | undefined {
    let best: Binding | undefined;
    for (const binding of (this.#bindings.get(name) ?? []).slice(0, mostBindingsOfName)) {
      const { scope } = binding;
      if (position < scope.from || position > scope.to) continue;
      if (!best || scope.from > best.scope.from) best = binding;
    }
    return best;
  }

  /** Every binding visible at `position`, in document order. */
  visibleAt(position: number): Binding[] {
    const found: Binding[] = [];
    for (const [name, bindings] of this.#bindings) {
      if (bindings.some(({ scope }) => position >= scope.from && position <= scope.to)) {
        const binding = this.resolve(name, position);
        if (binding) found.push(binding);
      }
    }
    return found.sort((a, b) => a.from - b.from);
  }

  /** Every binding called `name`, in any scope. */
  bindingsOf(name: string): readonly Binding[] {
    return this.#bindings.get(name) ?? [];
  }

  define(binding: Binding): Definition {
    let definition = this.#definitions.get(binding);
    if (!definition) {
      definition = this.#read(binding);
      this.#definitions.set(binding, definition);
    }
    return definition;
  }

  #read(binding: Binding): Definition {
    const all = this.#bindings.get(binding.name) ?? [];
    if (all.length > mostBindingsOfName) return opaque;
    if (this.#reassigned.has(binding.name)) return opaque;
    if (all.some((other) => other !== binding && other.scope === binding.scope)) return opaque;
    const node = this.#tree.resolveInner(binding.from, 1);
    const parent = node.parent;
    switch (parent?.name) {
      case 'VariableDeclaration':
        return readDeclarator(node);
      case 'ParamList': {
        const declared = readDeclarator(node);
        return declared.kind === 'value' ? { ...declared, kind: 'default' } : opaque;
      }
      case 'PatternProperty':
        return this.#readPattern(parent, node);
      case 'FunctionDeclaration':
        return { kind: 'function', node: parent };
      case 'ImportDeclaration':
      case 'ImportGroup':
        return this.#readImport(node);
      default:
        return opaque;
    }
  }

  #readPattern(property: SyntaxNode, name: SyntaxNode): Definition {
    const pattern = property.parent;
    const byDefault = childAfter(property, 'Equals');
    if (byDefault) return { kind: 'default', init: byDefault };
    if (pattern?.parent?.name !== 'VariableDeclaration') return opaque;
    const declared = readDeclarator(pattern);
    if (declared.kind !== 'value') return opaque;
    const key = firstChild(property) ?? name;
    return { kind: 'property', property: this.#text.slice(key.from, key.to), init: declared.init };
  }

  #readImport(node: SyntaxNode): Definition {
    const declaration = node.parent?.name === 'ImportGroup' ? node.parent.parent : node.parent;
    if (!declaration || declaration.getChild('type')) return opaque;
    const source = declaration.getChild('String');
    const module = source && stringValue(source, this.#text);
    if (!module) return opaque;
    const before = previous(node);
    if (node.parent?.name === 'ImportDeclaration') {
      return { kind: 'import', module, name: before?.name === 'as' ? '*' : 'default' };
    }
    if (before?.name === 'type') return opaque;
    const exported = before?.name === 'as' ? (previous(before) ?? node) : node;
    return { kind: 'import', module, name: this.#text.slice(exported.from, exported.to) };
  }
}

function previous(node: SyntaxNode): SyntaxNode | undefined {
  let at = node.prevSibling;
  while (at?.name.endsWith('Comment')) at = at.prevSibling;
  return at ?? undefined;
}

/** The initialiser of a name or pattern in a `const`, `let` or `var`. */
function readDeclarator(target: SyntaxNode): Definition {
  let at = target.nextSibling;
  while (at && (at.name === 'TypeAnnotation' || at.name.endsWith('Comment'))) at = at.nextSibling;
  if (at?.name !== 'Equals') return opaque;
  const init = at.nextSibling;
  return init && !init.type.isError ? { kind: 'value', init } : opaque;
}
