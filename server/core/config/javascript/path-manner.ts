import type { SyntaxNode } from '@lezer/common';
import { quote } from './literals.ts';
import { originOf } from './origins.ts';
import { pathOf, toFilePath } from './paths.ts';
import type { Program } from './program.ts';
import { argumentsOf, calleeOf, children, isName, unwrap } from './syntax.ts';

/** Writes a path relative to the document as an expression, the way the text writes its own. */
export type PathManner = (path: string, mark: string) => string;

/** Where expressions begin that may name a path from the document. */
const beginnings = /\b(?:join|resolve|URL)\s*(?=\()|\b__dirname\b|\bimport\.meta\.dirname\b/g;
/** A file's own manner shows in its first few paths. */
const mostLookedAt = 50;

/**
 * How the text writes paths relative to its own folder, in a form that works at `position` too; undefined where it
 * does not. Paths of certificates and keys are better models than others.
 */
export function findPathManner(program: Program, position: number): PathManner | undefined {
  let found: PathManner | undefined;
  let looked = 0;
  for (const match of program.text.matchAll(beginnings)) {
    if (looked++ === mostLookedAt) break;
    const model = findModel(program, match.index);
    const manner = model && readManner(program, model.node, position);
    if (manner && /\.(?:pem|crt|cer|key)$/i.test(model.path)) return manner;
    found ??= manner;
  }
  return found;
}

/** The whole path expression around an offset. */
function findModel(program: Program, at: number): { node: SyntaxNode; path: string } | undefined {
  let best: { node: SyntaxNode; path: string } | undefined;
  let node: SyntaxNode | null = program.tree.resolveInner(at, 1);
  for (let level = 0; node && level < 8; level++, node = node.parent) {
    if (!['CallExpression', 'NewExpression', 'TemplateString', 'BinaryExpression'].includes(node.name)) continue;
    const path = toFilePath(pathOf(program, node));
    if (path?.base === 'document') best ??= { node, path: path.path };
  }
  return best;
}

function readManner(program: Program, node: SyntaxNode, position: number): PathManner | undefined {
  const { text } = program;
  const source = ({ from, to }: SyntaxNode): string => text.slice(from, to);
  switch (node.name) {
    case 'CallExpression': {
      const callee = calleeOf(node);
      const args = argumentsOf(node);
      const [folder] = args;
      if (!callee || !folder || !/^(?:join|resolve)$/.test(originOf(program, callee)?.path.at(-1) ?? ''))
        return undefined;
      if (!isFolder(program, folder) || !isUsable(program, callee, position)) return undefined;
      if (!isUsable(program, folder, position)) return undefined;
      const whole = args.length === 2 && /[\\/]/.test(source(args[1] ?? folder));
      return (path, mark) => {
        const parts = whole ? [path] : path.split('/').filter((part) => part !== '' && part !== '.');
        return `${source(callee)}(${[source(folder), ...parts.map((part) => quote(part, mark))].join(', ')})`;
      };
    }
    case 'NewExpression': {
      const [first, second] = argumentsOf(node);
      if (!first || !second || unwrap(second).name !== 'MemberExpression') return undefined;
      const dotted = source(first).slice(1).startsWith('./');
      return (path, mark) => {
        const url = encodeURI(path).replace(/[?#]/g, encodeURIComponent);
        return `new URL(${quote(dotted && !url.startsWith('.') ? `./${url}` : url, mark)}, ${source(second)})`;
      };
    }
    case 'TemplateString': {
      const folder = node.getChild('Interpolation')?.firstChild?.nextSibling;
      if (!folder || node.getChild('Interpolation')?.from !== node.from + 1) return undefined;
      if (!isFolder(program, folder) || !isUsable(program, folder, position)) return undefined;
      const head = source(folder);
      return (path) => `\`\${${head}}/${path.replace(/[`\\$]/g, '\\$&')}\``;
    }
    case 'BinaryExpression': {
      const [folder] = children(node);
      if (!folder || !isFolder(program, folder) || !isUsable(program, folder, position)) return undefined;
      return (path, mark) => `${source(folder)} + ${quote(`/${path}`, mark)}`;
    }
    default:
      return undefined;
  }
}

/** True for an expression that is the document's own folder. */
function isFolder(program: Program, expression: SyntaxNode): boolean {
  const path = pathOf(program, expression);
  return path?.base === 'document' && (path.path === '' || path.path === '.');
}

/** True where the name that `expression` starts with means at `position` what it means here. */
function isUsable(program: Program, expression: SyntaxNode, position: number): boolean {
  let root = unwrap(expression);
  while (root.name === 'MemberExpression' && root.firstChild) root = root.firstChild;
  if (root.name === 'ImportMeta') return true;
  if (!isName(root)) return false;
  const name = program.text.slice(root.from, root.to);
  const binding = program.scopes.resolve(name, root.from);
  if (program.scopes.resolve(name, position) !== binding) return false;
  return !binding || program.scopes.define(binding).kind === 'import' || binding.from < position;
}
