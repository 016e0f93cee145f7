/** Writing comments that suppress findings, and taking them away. */
import type { TextEdit } from '../base/edit.ts';
import { limits } from '../base/limits.ts';
import { type Span, span, touches } from '../base/span.ts';
import { readSuppressions, reasonPlaceholder, type SuppressedRule, type Suppression } from './suppression.ts';
import { suppressionWord } from './suppression-word.ts';

/** The comment without some of its rules; all of it where none is left, and its line where nothing else is in it. */
export function removeRules(text: string, suppression: Suppression, rules: readonly SuppressedRule[]): TextEdit[] {
  const left = suppression.rules.filter((rule) => !rules.includes(rule));
  const [first] = suppression.rules;
  const last = suppression.rules.at(-1);
  if (left.length > 0 && first && last) {
    return [{ span: span(first.span.start, last.span.end), text: left.map(({ id }) => id).join(', ') }];
  }
  const { start, end } = suppression.comment;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline < 0 ? text.length : newline;
  const before = text.slice(lineStart, start);
  if (before.trim() === '' && text.slice(end, lineEnd).trim() === '') {
    return [{ span: span(lineStart, newline < 0 ? text.length : newline + 1), text: '' }];
  }
  return [{ span: span(lineStart + before.trimEnd().length, end), text: '' }];
}

/** How a language writes and reads comments. */
export interface CommentManner {
  readonly mark: string;
  read(text: string): readonly Span[];
}

export interface NewSuppression {
  readonly at: number;
  /** Up to the place of the reason, and from there on. */
  readonly before: string;
  readonly after: string;
}

/**
 * The comment that takes the findings of `rule` at `offset` away: in a line of its own above, else behind the line.
 * Undefined where a comment would be something else there: inside of a string or of a here-document.
 */
export function newSuppression(
  text: string,
  offset: number,
  rule: string,
  manner: CommentManner,
): NewSuppression | undefined {
  if (text.length < limits.judgedInTurns) return suppressionIn(text, offset, rule, manner);
  // Of a long text, what is around the place is read again, and not all of it for each rule of a menu.
  const newline = offset < charactersAround ? -1 : text.indexOf('\n', offset - charactersAround);
  const from = newline + 1;
  if (from > offset || offset - from > charactersAround) return undefined;
  const found = suppressionIn(text.slice(from, offset + charactersAround), offset - from, rule, manner);
  return found && { ...found, at: found.at + from };
}

const charactersAround = 8_000;

function suppressionIn(text: string, offset: number, rule: string, manner: CommentManner): NewSuppression | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  // Not between a line and the one that it goes on in.
  let above = lineStart;
  while (above > 0 && /\\\r?\n$/.test(text.slice(Math.max(0, above - 3), above)))
    above = text.lastIndexOf('\n', above - 2) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(above, above + 1_000))?.[0] ?? '';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const end = text.indexOf('\n', offset);
  const lineEnd = (end < 0 ? text.length : end) - (text[end - 1] === '\r' ? 1 : 0);
  const candidates: readonly NewSuppression[] = [
    {
      at: above,
      before: `${indentation}${manner.mark} ${suppressionWord}-next-line ${rule} -- `,
      after: newline,
    },
    { at: lineEnd, before: ` ${manner.mark} ${suppressionWord}-line ${rule} -- `, after: '' },
  ];
  const former = manner.read(text).length;
  return candidates.find((candidate) => holds(text, offset, rule, candidate, former, manner));
}

/** Whether the language reads the new comment as one, and all `former` ones that it read before. */
function holds(
  text: string,
  offset: number,
  rule: string,
  { at, before, after }: NewSuppression,
  former: number,
  manner: CommentManner,
): boolean {
  const added = `${before}${reasonPlaceholder}${after}`;
  const written = text.slice(0, at) + added + text.slice(at);
  const moved = offset >= at ? offset + added.length : offset;
  const comments = manner.read(written);
  if (comments.length !== former + 1) return false;
  return readSuppressions(written, comments).some(
    ({ comment, rules, lines }) =>
      comment.start >= at &&
      comment.end <= at + added.length &&
      rules.some(({ id }) => id === rule) &&
      lines !== undefined &&
      touches(lines, moved),
  );
}
