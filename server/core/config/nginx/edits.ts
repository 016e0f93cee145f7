/** Edits of directives that leave everything else as it is: indentation, line ends, comments. */
import type { TextEdit } from '../../base/edit.ts';
import { type Span, span } from '../../base/span.ts';
import type { Word } from './tokens.ts';
import type { Directive } from './tree.ts';

export function replace(place: Span, text: string): TextEdit {
  return { span: place, text };
}

/**
 * Puts directives after another one: on lines of their own with its indentation, or, where it shares its line with
 * others, in that line. Undefined where the other one lacks its semicolon.
 */
export function insertAfter(text: string, directive: Directive, lines: readonly string[]): TextEdit | undefined {
  if (directive.semicolon === undefined) return undefined;
  const after = directive.semicolon.end;
  const indentation = indentationOf(text, directive.span.start);
  const lineEnd = endOfLine(text, after);
  if (indentation === undefined || !/^[ \t]*(?:#|$)/.test(text.slice(after, lineEnd))) {
    return { span: span(after, after), text: lines.map((line) => ` ${line}`).join('') };
  }
  const newline = newlineAt(text, lineEnd);
  return { span: span(lineEnd, lineEnd), text: lines.map((line) => `${newline}${indentation}${line}`).join('') };
}

/** Takes a directive away, and its line where nothing else is in it. */
export function remove(text: string, { span: place }: Directive): TextEdit {
  return { span: withLine(text, place), text: '' };
}

/**
 * Sets a directive's arguments. Comments and line ends between them stay. Undefined where it has none: nothing tells
 * then where its line ends.
 */
export function replaceArguments(text: string, args: readonly Word[], value: string): TextEdit[] | undefined {
  const [first, ...rest] = args;
  const last = args.at(-1);
  if (!first || !last) return undefined;
  const whole = span(first.span.start, last.span.end);
  const simple = args.every((word, i) =>
    /^[ \t]*$/.test(text.slice(args[i - 1]?.span.end ?? whole.start, word.span.start)),
  );
  if (simple) return [replace(whole, value)];
  return [replace(first.span, value), ...rest.map((word) => ({ span: withLine(text, word.span), text: '' }))];
}

/** With the white space before it; with its whole line where it is alone in it. */
function withLine(text: string, place: Span): Span {
  const lineEnd = endOfLine(text, place.end);
  const alone = text.slice(place.end, lineEnd).trim() === '' && indentationOf(text, place.start) !== undefined;
  if (alone && (text[lineEnd] === '\n' || text[lineEnd] === '\r')) {
    return span(lineStart(text, place.start), text.indexOf('\n', lineEnd) + 1);
  }
  let { start } = place;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  // A line's indentation stays for what follows.
  return span(start === lineStart(text, place.start) ? place.start : start, place.end);
}

/** The white space before `at` in its line; undefined where something else stands there. */
function indentationOf(text: string, at: number): string | undefined {
  const before = text.slice(lineStart(text, at), at);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** Of a longer one no end is looked for: thousands of directives may stand in it, and each would look through all of it. */
const longestLine = 10_000;

function lineStart(text: string, at: number): number {
  const from = Math.max(0, at - longestLine);
  return from + text.slice(from, at).lastIndexOf('\n') + 1;
}

/** Before the line feed and its carriage return. */
function endOfLine(text: string, at: number): number {
  const found = text.slice(at, at + longestLine).indexOf('\n');
  if (found < 0) return Math.min(text.length, at + longestLine);
  return found > 0 && text[at + found - 1] === '\r' ? at + found - 1 : at + found;
}

/** The line end at `at`; at the end of the text, the one that the text uses. */
function newlineAt(text: string, at: number): string {
  if (text[at] === '\n') return '\n';
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A parameter as nginx reads it back, quoted where a bare word would end early or mean something else. */
export function quote(value: string): string {
  if (value !== '' && !/[\s;{}"'\\]|^#/.test(value)) return value;
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return `"${value.replace(/["\\\n\r\t]/g, (char) => escapes[char] ?? `\\${char}`)}"`;
}
