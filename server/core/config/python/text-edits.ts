/** Edits of statements and arguments that leave everything else as it is: quotes, indentation, line ends, comments. */
import type { SyntaxNode } from '@lezer/common';
import { byObject } from '../../base/by-object.ts';
import type { TextEdit } from '../../base/edit.ts';
import { span } from '../../base/span.ts';
import { endOfLine, indentationBefore, newlineOf, startOfLine, startOfNextLine } from './lines.ts';
import { children, isStatement } from './syntax.ts';
import type { Argument, Call } from './value.ts';

export function replaceNode({ from, to }: SyntaxNode, text: string): TextEdit {
  return { span: span(from, to), text };
}

export function insertAt(offset: number, text: string): TextEdit {
  return { span: span(offset, offset), text };
}

/** Puts statements in the place of one. */
export function replaceStatement(text: string, statement: SyntaxNode, lines: readonly string[]): TextEdit {
  return replaceNode(statement, joinLines(text, statement, lines));
}

/** Statements as they follow each other where `statement` stands: in lines of their own, or in one with it. */
export function joinLines(text: string, statement: SyntaxNode, lines: readonly string[]): string {
  const indentation = indentationBefore(text, statement.from);
  const isAlone = indentation !== undefined && statement.parent?.name !== 'StatementGroup';
  return lines.join(isAlone ? `${newlineOf(text)}${indentation.replace('\uFEFF', '')}` : '; ');
}

/**
 * Takes statements away, with their lines where nothing else is in them; a comment stays. A block that would be empty,
 * also after `others` are taken away by other fixes, gets a `pass`.
 */
export function removeStatements(
  text: string,
  removed: readonly SyntaxNode[],
  others: readonly SyntaxNode[],
): TextEdit[] {
  const own = new Set(removed.map(({ from }) => from));
  const elsewhere = startsOf(others);
  const gone = { has: (from: number): boolean => own.has(from) || elsewhere.has(from) };
  const edits: TextEdit[] = [];
  /** Of each block seen, whether it still needs a statement. */
  const needsPass = new Map<number, boolean>();
  const seen = new Set<number>();
  for (const statement of removed) {
    const group = statement.parent?.name === 'StatementGroup' ? statement.parent : undefined;
    const line = group ? children(group).filter(isStatement) : [statement];
    const isWhole = line.every(({ from }) => own.has(from));
    // Statements that make up a line go together.
    if (isWhole && seen.has(line[0]?.from ?? -1)) continue;
    if (isWhole) seen.add(line[0]?.from ?? -1);
    const block = (group ?? statement).parent;
    if (block && !needsPass.has(block.from)) {
      needsPass.set(block.from, block.name === 'Body' && statementsOf(block).every(({ from }) => gone.has(from)));
    }
    const leavesPass = block !== null && needsPass.get(block.from) === true;
    if (leavesPass) needsPass.set(block.from, false);
    if (isWhole) edits.push(removeLine(text, line, leavesPass));
    else if (leavesPass) edits.push(replaceNode(statement, 'pass'));
    else edits.push(removeFromGroup(text, statement, line, gone));
  }
  return edits;
}

/** The same list comes with each fix of a text. */
const startsOf = byObject(
  (nodes: readonly SyntaxNode[]): ReadonlySet<number> => new Set(nodes.map(({ from }) => from)),
);

/** The single statements of a block, those that share a line included. */
function statementsOf(block: SyntaxNode): SyntaxNode[] {
  return children(block)
    .flatMap((child) => (child.name === 'StatementGroup' ? children(child) : [child]))
    .filter(isStatement);
}

/** Takes the statements that make up a line away. */
function removeLine(text: string, statements: readonly SyntaxNode[], leavesPass: boolean): TextEdit {
  const from = statements[0]?.from ?? 0;
  const last = statements.at(-1)?.to ?? from;
  const to = last + (/^[ \t]*;/.exec(text.slice(last, endOfLine(text, last)))?.[0].length ?? 0);
  if (leavesPass || indentationBefore(text, from) === undefined) return { span: span(from, to), text: 'pass' };
  const comment = text.slice(to, endOfLine(text, to)).indexOf('#');
  if (comment >= 0) return { span: span(from, to + comment), text: '' };
  const start = startOfLine(text, from);
  return { span: span(text.startsWith('\uFEFF', start) ? start + 1 : start, startOfNextLine(text, to)), text: '' };
}

/** Takes one of several statements in a line away. Of those taken together, each takes the semicolon after it. */
function removeFromGroup(
  text: string,
  statement: SyntaxNode,
  line: readonly SyntaxNode[],
  gone: Pick<ReadonlySet<number>, 'has'>,
): TextEdit {
  const lastKept = line.filter(({ from }) => !gone.has(from)).at(-1);
  const next = line.find(({ from }) => from > statement.from);
  if (!lastKept) return { span: span(statement.from, statement.to), text: 'pass' };
  if (next && lastKept.from > statement.from) return { span: span(statement.from, next.from), text: '' };
  // Nothing is kept behind it: the semicolon before it goes.
  const before = line.filter(({ from }) => from < statement.from).at(-1);
  const trailing = next ? '' : (/^[ \t]*;/.exec(text.slice(statement.to, endOfLine(text, statement.to)))?.[0] ?? '');
  return { span: span(before?.to ?? statement.from, statement.to + trailing.length), text: '' };
}

/** Takes arguments out of a call, with their commas, and their lines where nothing else is in them. */
export function removeArguments(text: string, call: Call, removed: readonly Argument[]): TextEdit[] {
  const all = call.arguments;
  const edits: TextEdit[] = [];
  for (let i = 0; i < all.length; i++) {
    const first = all[i];
    if (!first || !removed.includes(first)) continue;
    let last = first;
    while (i + 1 < all.length) {
      const following = all[i + 1];
      if (!following || !removed.includes(following)) break;
      last = following;
      i++;
    }
    edits.push(removeRun(text, call, first, last, all[i + 1]));
  }
  return edits;
}

function removeRun(text: string, call: Call, first: Argument, last: Argument, next: Argument | undefined): TextEdit {
  const { start } = first.span;
  const { end } = last.span;
  const comma = /^\s*,/.exec(text.slice(end, call.node.to))?.[0].length ?? 0;
  const isAlone = text.slice(end + comma, endOfLine(text, end + comma)).trim() === '';
  if (isAlone && indentationBefore(text, start) !== undefined) {
    return { span: span(startOfLine(text, start), startOfNextLine(text, end + comma)), text: '' };
  }
  if (comma > 0) {
    const blanks = next ? (/^[ \t]*/.exec(text.slice(end + comma, call.node.to))?.[0].length ?? 0) : 0;
    return { span: span(start, end + comma + blanks), text: '' };
  }
  const before = /,[ \t]*$/.exec(text.slice(call.callee.to, start))?.[0].length ?? 0;
  return { span: span(start - before, end), text: '' };
}

/** Adds an argument after the last one. */
export function addArgument(call: Call, written: string): TextEdit | undefined {
  const last = call.arguments.at(-1);
  if (last) return insertAt(last.span.end, `, ${written}`);
  const list = call.node.getChild('ArgList');
  return list ? insertAt(list.from + 1, written) : undefined;
}
