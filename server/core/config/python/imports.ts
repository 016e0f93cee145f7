import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../base/edit.ts';
import { newlineOf, startOfLine } from './lines.ts';
import { children, functionAround } from './syntax.ts';

/** A name that an import statement brings in. */
export interface Import {
  /** What it stands for: `ssl`, `ssl.CERT_NONE`. */
  readonly target: string;
  /** What it is called here. For `import a.b` that is `a`, standing for `a`. */
  readonly name: string;
  readonly statement: SyntaxNode;
  /** The module of `from module import …`; undefined for `import …`. */
  readonly from: string | undefined;
  /** The last node of its entry, after which another can follow. */
  readonly node: SyntaxNode;
}

/** Copies of one module under another name. */
const copies: readonly (readonly [RegExp, string])[] = [
  [/^requests\.packages\.urllib3(?=\.|$)/, 'urllib3'],
  [/^(?:gevent|eventlet\.green)\.ssl(?=\.|$)/, 'ssl'],
  [/^(?:posixpath|ntpath)(?=\.|$)/, 'os.path'],
];

/** The one name of a thing that a module gives under several. */
export function canonicalName(name: string): string {
  if (!/^(?:requests\.p|gevent|eventlet|posixpath|ntpath)/.test(name)) return name;
  for (const [copy, original] of copies) if (copy.test(name)) return name.replace(copy, original);
  return name;
}

/** The names that one `ImportStatement` brings in; `name` is `*` where it brings in all. */
export function readImport(statement: SyntaxNode, text: string): Import[] {
  const nodes = children(statement).filter(({ name }) => name !== '(' && name !== ')');
  const slice = (node: SyntaxNode | undefined): string => (node ? text.slice(node.from, node.to) : '');
  const isFrom = nodes[0]?.name === 'from';
  const at = nodes.findIndex(({ name }) => name === 'import');
  if (at < 0) return [];
  const from = isFrom ? nodes.slice(1, at).map(slice).join('') : undefined;
  const found: Import[] = [];
  let entry: SyntaxNode[] = [];
  const finish = (): void => {
    const node = entry.at(-1);
    const first = entry[0];
    if (node && first) found.push(readEntry(entry, from, statement, node, slice));
    entry = [];
  };
  for (const node of nodes.slice(at + 1)) {
    if (node.name === ',') finish();
    else entry.push(node);
  }
  finish();
  return found;
}

function readEntry(
  entry: readonly SyntaxNode[],
  from: string | undefined,
  statement: SyntaxNode,
  node: SyntaxNode,
  slice: (node: SyntaxNode | undefined) => string,
): Import {
  const as = entry.findIndex(({ name }) => name === 'as');
  const dotted = entry
    .slice(0, as < 0 ? entry.length : as)
    .map(slice)
    .join('');
  const alias = as < 0 ? undefined : slice(entry[as + 1]);
  if (from !== undefined) {
    const target = from.endsWith('.') ? from + dotted : `${from}.${dotted}`;
    return { target: canonicalName(target), name: alias ?? dotted, statement, from, node };
  }
  const target = alias === undefined ? (dotted.split('.')[0] ?? dotted) : dotted;
  return { target: canonicalName(target), name: alias ?? target, statement, from, node };
}

/** How to write a module's name at a place of a text, and the import it takes. */
export interface WrittenName {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** Writes `name` (`ssl.CERT_REQUIRED`) with the imports that are in force at `place`, adding one where none serves. */
export function writeName(name: string, imports: readonly Import[], place: SyntaxNode, text: string): WrittenName {
  const visible = imports.filter(({ statement }) => isVisible(statement, place));
  const module = name.slice(0, name.lastIndexOf('.'));
  const member = name.slice(module.length + 1);
  for (const { target, name: known } of [...visible].sort((a, b) => b.target.length - a.target.length)) {
    if (name === target) return { text: known, edits: [] };
    if (name.startsWith(`${target}.`)) return { text: known + name.slice(target.length), edits: [] };
  }
  const sibling = visible.filter(({ from }) => from === module).at(-1);
  if (sibling?.name === '*' && !member.startsWith('_')) return { text: member, edits: [] };
  if (sibling && sibling.name !== '*') {
    const { to } = sibling.node;
    return { text: member, edits: [{ span: { start: to, end: to }, text: `, ${member}` }] };
  }
  const root = name.split('.')[0] ?? name;
  return { text: name, edits: [addImport(root, imports, place, text)] };
}

function isVisible(statement: SyntaxNode, place: SyntaxNode): boolean {
  if (statement.from > place.from) return false;
  const around = functionAround(statement);
  return !around || (around.from <= place.from && place.to <= around.to);
}

/** `import module` on a line of its own: before the first import, or else after the docstring. */
function addImport(module: string, imports: readonly Import[], place: SyntaxNode, text: string): TextEdit {
  const newline = newlineOf(text);
  const first = imports.find(
    ({ statement, from }) =>
      statement.parent?.name === 'Script' && from !== '__future__' && statement.from < place.from,
  );
  if (first) return at(startOfLine(text, first.statement.from), `import ${module}${newline}`);
  let script: SyntaxNode = place;
  while (script.parent) script = script.parent;
  const statements = children(script);
  let next = 0;
  if (statements[0]?.firstChild && /String$/.test(statements[0].firstChild.name)) next++;
  while (statements[next]?.name === 'ImportStatement') next++;
  const statement = statements[next];
  return at(statement ? startOfLine(text, statement.from) : 0, `import ${module}${newline}`);
}

function at(offset: number, text: string): TextEdit {
  return { span: { start: offset, end: offset }, text };
}
