import { type Span, span } from '../../base/span.ts';

/** Lines of comment in a file of variables. Behind a value a `#` belongs to it for some programs. */
export function environmentComments(text: string, { start, end }: Span): Span[] {
  const comments: Span[] = [];
  let quote = '';
  for (let at = start; at < end; ) {
    if (text[at] === '\n') {
      at++;
      continue;
    }
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 || newline > end ? end : newline;
    const line = text.slice(at, lineEnd);
    if (quote !== '') {
      if (line.includes(quote)) quote = '';
    } else if (/^[ \t]*#/.test(line)) {
      comments.push(span(at + line.indexOf('#'), at + line.trimEnd().length));
    } else {
      // A value in quotes may go on in the next lines.
      const open = /^[^=#]*=[ \t]*(["'])/.exec(line);
      const mark = open?.[1] ?? '';
      if (mark !== '' && !line.slice(open?.[0].length).includes(mark)) quote = mark;
    }
    at = lineEnd + 1;
  }
  return comments;
}
