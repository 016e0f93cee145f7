import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';

export interface Import {
  /** The importing file, from the repository's root. */
  readonly from: string;
  /** The imported file from the root, or the package as it is written. */
  readonly to: string;
}

const importing = new Set(['ImportDeclaration', 'ExportDeclaration', 'DynamicImport', 'ImportType']);
const typescript = parser.configure({ dialect: 'ts' });

/** Every import of the sources: static, dynamic, of types, and re-exports. */
export function readImports(patterns: readonly string[]): Import[] {
  return globSync([...patterns])
    .sort()
    .flatMap((from) => specifiers(readFileSync(from, 'utf8')).map((written) => ({ from, to: resolve(from, written) })));
}

function resolve(from: string, written: string): string {
  return written.startsWith('.') ? join(dirname(from), written) : written;
}

function specifiers(text: string): string[] {
  const found: string[] = [];
  const add = (literal: SyntaxNode | null): void => {
    if (literal) found.push(text.slice(literal.from + 1, literal.to - 1));
  };
  typescript.parse(text).iterate({
    enter({ name, node }) {
      if (importing.has(name)) add(node.getChild('String'));
    },
  });
  return found;
}
