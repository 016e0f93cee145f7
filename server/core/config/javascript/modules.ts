import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../base/edit.ts';
import { eolOf, lineEnd, nextLine, quoteOf } from './layout.ts';
import { originOf, originOfBinding } from './origins.ts';
import type { Program } from './program.ts';
import { children, isComment } from './syntax.ts';

/** How a text can call fs.readFileSync at one place, and the import it needs for it. */
export interface FileReader {
  readonly callee: string;
  readonly edits: readonly TextEdit[];
}

/** Modules whose `readFileSync` is Node's. */
const fileModules = new Set(['fs', 'fs-extra', 'graceful-fs']);

/**
 * The way to `readFileSync` at `position`: what the text has imported, or a new import. `firstUse` is the same for all
 * places of a text, so that two fixes bring the same import.
 */
export function fileReaderAt(program: Program, position: number, firstUse: number): FileReader {
  for (const binding of program.scopes.visibleAt(position)) {
    const origin = originOfBinding(program, binding);
    if (!origin || !fileModules.has(origin.module)) continue;
    // A `require` further down has not run yet.
    if (program.scopes.define(binding).kind !== 'import' && binding.from > position) continue;
    if (origin.path.length === 0) return { callee: `${binding.name}.readFileSync`, edits: [] };
    if (origin.path.join('.') === 'readFileSync') return { callee: binding.name, edits: [] };
  }
  const isFree = (name: string): boolean => program.scopes.bindingsOf(name).length === 0;
  const style = moduleStyle(program);
  if (isFree('fs')) return { callee: 'fs.readFileSync', edits: [importEdit(program, style.whole('fs'), firstUse)] };
  if (isFree('readFileSync')) {
    return { callee: 'readFileSync', edits: [importEdit(program, style.named('readFileSync'), firstUse)] };
  }
  let name = 'nodeFs';
  while (!isFree(name)) name += '_';
  return { callee: `${name}.readFileSync`, edits: [importEdit(program, style.whole(name), firstUse)] };
}

interface ModuleStyle {
  whole(name: string): string;
  named(name: string): string;
}

function statements(program: Program): SyntaxNode[] {
  return children(program.tree.topNode);
}

function isEsModule(program: Program): boolean {
  return (
    statements(program).some(({ name }) => name === 'ImportDeclaration' || name === 'ExportDeclaration') ||
    /\bimport\.meta\b/.test(program.text)
  );
}

/** Import statements of fs in the manner of the text's own. */
function moduleStyle(program: Program): ModuleStyle {
  const { text } = program;
  const mark = quoteOf(text);
  const last = isEsModule(program) ? lastImport(program) : statements(program).findLast(isRequire(program));
  const end = last && !text.slice(last.from, last.to).endsWith(';') ? '' : ';';
  const source = `${mark}node:fs${mark}`;
  if (!isEsModule(program)) {
    return {
      whole: (name) => `const ${name} = require(${source})${end}`,
      named: (name) => `const { ${name} } = require(${source})${end}`,
    };
  }
  const star = /\bimport\s+\*\s+as\s+\w+\s+from\s+['"](?:node:)?(?:https?|http2|tls|net|path|url|os)['"]/.test(text);
  return {
    whole: (name) => `import ${star ? '* as ' : ''}${name} from ${source}${end}`,
    named: (name) => `import { ${name} } from ${source}${end}`,
  };
}

function lastImport(program: Program): SyntaxNode | undefined {
  return statements(program).findLast(({ name }) => name === 'ImportDeclaration');
}

/** Whether a statement of the module is there to load another. */
function isRequire(program: Program): (statement: SyntaxNode) => boolean {
  return ({ name, firstChild, lastChild }) => {
    if (name !== 'VariableDeclaration') return false;
    const value = lastChild?.name === ';' ? lastChild.prevSibling : lastChild;
    if (!firstChild || !value || !/\brequire\b/.test(program.text.slice(value.from, value.to))) return false;
    return originOf(program, value) !== undefined;
  };
}

/** Puts `statement` behind the last import of an ES module, or the last require before `firstUse`. */
function importEdit(program: Program, statement: string, firstUse: number): TextEdit {
  const previous = isEsModule(program)
    ? lastImport(program)
    : statements(program).findLast((node) => node.to <= firstUse && isRequire(program)(node));
  if (previous) return after(program.text, previous.to, statement);
  return atHead(program, statement);
}

/** Inserts `statement` on a line of its own after the one that ends at `position`. */
function after(text: string, position: number, statement: string): TextEdit {
  const end = lineEnd(text, position);
  const rest = text.slice(position, end);
  if (/^\s*(?:;\s*)?(?:\/\/.*|\/\*[^*]*\*\/\s*)?$/.test(rest)) {
    return { span: { start: end, end }, text: eolOf(text) + statement };
  }
  return { span: { start: position, end: position }, text: ` ${statement}` };
}

/** Inserts `statement` before the program's first own line: below `#!`, directives and the comment that heads a file. */
function atHead(program: Program, statement: string): TextEdit {
  const { text, tree } = program;
  const eol = eolOf(text);
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    const isDirective = node.name === 'ExpressionStatement' && node.firstChild?.name === 'String';
    if (isComment(node)) {
      // A comment right above a statement belongs to it.
      if (!/^[ \t]*\r?\n[ \t]*\r?\n/.test(text.slice(node.to, node.to + 200))) continue;
    } else if (node.name !== 'Hashbang' && !isDirective) break;
    if (!/^[ \t]*(?:\r?\n|$|\/\/)/.test(text.slice(node.to, node.to + 200))) {
      return { span: { start: node.to, end: node.to }, text: `${isDirective ? ' ' : eol}${statement}` };
    }
    at = nextLine(text, node.to);
    if (at === text.length && !text.endsWith('\n')) {
      return { span: { start: at, end: at }, text: eol + statement };
    }
  }
  const blank = /^[ \t]*\r?\n/.exec(text.slice(at, at + 200))?.[0].length ?? 0;
  const insertAt = at > 1 ? at + blank : at;
  const needsBlank = !/^[ \t]*(?:\r?\n|$)/.test(text.slice(insertAt, insertAt + 200));
  return { span: { start: insertAt, end: insertAt }, text: statement + eol + (needsBlank ? eol : '') };
}
