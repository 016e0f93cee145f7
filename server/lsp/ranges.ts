import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../core/base/span.ts';

/** The only place where spans become LSP ranges. */
export function toRange(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/**
 * The first line of a span, for what is underlined: a certificate has some thirty lines, and one says as well that there
 * is something about it.
 */
export function toFirstLine(document: TextDocument, span: Span): Range {
  const { start, end } = toRange(document, span);
  if (end.line === start.line) return { start, end };
  const line = document.getText({ start, end: { line: start.line + 1, character: 0 } }).trimEnd();
  return { start, end: { line: start.line, character: start.character + line.length } };
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}
