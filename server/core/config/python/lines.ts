/** Lines of a text. A line ends with LF or CRLF. */

export function startOfLine(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Before the line feed and its carriage return. */
export function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  if (newline < 0) return text.length;
  return newline > at && text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** After the line feed. */
export function startOfNextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

/** The white space before `at` in its line; undefined where something else stands there. */
export function indentationBefore(text: string, at: number): string | undefined {
  const before = text.slice(startOfLine(text, at), at);
  return /^[ \t\f\uFEFF]*$/.test(before) ? before : undefined;
}

/** The line end that the text uses. */
export function newlineOf(text: string): string {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}
