import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../base/edit.ts';
import type { Span } from '../../base/span.ts';
import { isComment } from './syntax.ts';

/** Taking pieces out of a text so that what stays looks as its author left it. */

export function eolOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/** The quotes that most of a text's strings have. */
export function quoteOf(text: string): string {
  const doubles = text.match(/"/g)?.length ?? 0;
  const singles = text.match(/'/g)?.length ?? 0;
  return doubles > singles ? '"' : "'";
}

function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1;
}

/** The offset of the line break that ends the line, or of the text's end. */
export function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > position ? end - 1 : end;
}

/** The start of the line after `position`. */
export function nextLine(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end + 1;
}

function isBlank(text: string): boolean {
  return /^\s*$/.test(text);
}

/** Takes out `piece`: its lines where nothing else is on them, otherwise the space before it as well. */
export function remove(text: string, piece: Span): TextEdit {
  const start = lineStart(text, piece.start);
  const isFirst = isBlank(text.slice(start, piece.start));
  if (isFirst && isBlank(text.slice(piece.end, lineEnd(text, piece.end)))) {
    return { span: { start, end: nextLine(text, piece.end) }, text: '' };
  }
  const { end } = piece;
  if (isFirst) {
    const after = /^[ \t]*/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
    return { span: { start: piece.start, end: end + after }, text: '' };
  }
  let from = piece.start;
  while (from > start && /[ \t]/.test(text.charAt(from - 1))) from--;
  // `{a: 1 /* why */ b}` would run together.
  const glues = /[\w$]/.test(text.charAt(from - 1)) && /[\w$]/.test(text.charAt(end));
  return { span: { start: from, end }, text: glues ? ' ' : '' };
}

/** Takes a property out of an object literal, with the comma that is its own. Comments stay. */
export function removeProperty(
  text: string,
  property: SyntaxNode,
  goesToo: (neighbour: SyntaxNode) => boolean,
): TextEdit[] {
  const object = property.parent;
  if (!object) return [];
  const { before, after } = neighbours(property);
  const comma = after?.name === ',' ? after : undefined;
  const closing = comma ? neighbours(comma).after : after;
  if (before?.name === '{' && closing?.name === '}' && !hasComments(object)) {
    return [{ span: { start: before.to, end: closing.from }, text: '' }];
  }
  if (before && endsInRun(text, property, goesToo)) {
    // With the comma before it, so that the last that stays has none after it, whichever of them are taken out.
    return [{ span: { start: before.from, end: property.to }, text: '' }];
  }
  if (comma) {
    if (isBlank(text.slice(property.to, comma.from))) {
      return [remove(text, { start: property.from, end: comma.to })];
    }
    return [
      { span: { start: property.from, end: property.to }, text: '' },
      { span: { start: comma.from, end: comma.to }, text: '' },
    ];
  }
  const edits = [remove(text, { start: property.from, end: property.to })];
  const owner = before?.name === ',' ? neighbours(before).before : undefined;
  // A neighbour that is taken out takes its comma along; touching it here too would be two edits of one place.
  if (before && owner && !goesToo(owner)) edits.unshift({ span: { start: before.from, end: before.to }, text: '' });
  return edits;
}

/** Puts a property into an object literal, behind one that it has: on a line of its own where that is on one. */
export function addProperty(text: string, object: SyntaxNode, written: string, behind?: SyntaxNode): TextEdit[] {
  const last = behind ?? object.getChildren('Property').at(-1);
  if (!last) return [{ span: { start: object.from + 1, end: object.from + 1 }, text: ` ${written} ` }];
  const start = lineStart(text, last.from);
  const indentation = text.slice(start, last.from);
  const isAlone = isBlank(indentation) && start > object.from;
  return [
    {
      span: { start: last.to, end: last.to },
      text: isAlone ? `,${eolOf(text)}${indentation}${written}` : `, ${written}`,
    },
  ];
}

/** Nobody writes more; a longer run keeps a comma too many. */
const longestRun = 8;

/**
 * Whether `property` is one of several at the end of an object literal that all go, after one that stays, without a
 * trailing comma and without a comment before any. The answer is the same for all of them: one that took the comma after
 * it, beside one that takes the comma before, would leave two neighbours with none between them, or with two.
 */
function endsInRun(text: string, property: SyntaxNode, goesToo: (neighbour: SyntaxNode) => boolean): boolean {
  if (!goesToo(property)) return false;
  const walk = (side: 'before' | 'after'): SyntaxNode[] => {
    const found: SyntaxNode[] = [];
    for (let at = nextProperty(property, side); at && goesToo(at); at = nextProperty(at, side)) {
      found.push(at);
      if (found.length >= longestRun) break;
    }
    return found;
  };
  const run = [...walk('before').reverse(), property, ...walk('after')];
  const last = run.at(-1) ?? property;
  return (
    run.length > 1 &&
    run.length <= longestRun &&
    neighbours(last).after?.name === '}' &&
    run.every((one) => {
      const { before } = neighbours(one);
      return before?.name === ',' && isBlank(text.slice(before.to, one.from));
    })
  );
}

/** The property on the other side of the comma. */
function nextProperty(property: SyntaxNode, side: 'before' | 'after'): SyntaxNode | undefined {
  const comma = neighbours(property)[side];
  const beyond = comma?.name === ',' ? neighbours(comma)[side] : undefined;
  return beyond?.name === 'Property' ? beyond : undefined;
}

/** Edits of which those that only take away may overlap, as those of neighbours do (the space between them): made one. */
export function joinRemovals(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const last = joined.at(-1);
    if (last && last.text === '' && edit.text === '' && edit.span.start < last.span.end) {
      const end = Math.max(last.span.end, edit.span.end);
      joined[joined.length - 1] = { span: { start: last.span.start, end }, text: '' };
    } else joined.push(edit);
  }
  return joined;
}

function neighbours(node: SyntaxNode): { before: SyntaxNode | undefined; after: SyntaxNode | undefined } {
  let before = node.prevSibling;
  while (before && isComment(before)) before = before.prevSibling;
  let after = node.nextSibling;
  while (after && isComment(after)) after = after.nextSibling;
  return { before: before ?? undefined, after: after ?? undefined };
}

function hasComments(object: SyntaxNode): boolean {
  for (let child = object.firstChild; child; child = child.nextSibling) if (isComment(child)) return true;
  return false;
}

/** Takes out the statement that `expression` is; undefined where it is not one of a block's own. */
export function removeStatement(text: string, expression: SyntaxNode): TextEdit | undefined {
  const statement = expression.parent;
  const block = statement?.parent;
  if (statement?.name !== 'ExpressionStatement' || !block) return undefined;
  if (!['Script', 'Block', 'SwitchBody'].includes(block.name)) return undefined;
  const { before, after } = neighbours(statement);
  // Without the statement, a line that starts like this would go on the line before it.
  const continues = after && /^[([`/+*-]/.test(text.slice(after.from, after.from + 1));
  const ends = !before || /[;{}]$/.test(text.slice(before.to - 1, before.to));
  if (continues && !ends) return { span: { start: statement.from, end: statement.to }, text: ';' };
  return remove(text, { start: statement.from, end: statement.to });
}
