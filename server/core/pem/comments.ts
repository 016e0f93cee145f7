import { type Span, span } from '../base/span.ts';

/** Lines of explanation outside of the blocks (RFC 7468, section 2) that are marked as comments. */
export function pemComments(text: string): Span[] {
  const comments: Span[] = [];
  let isInside = false;
  for (const { index, 0: line } of text.matchAll(/[^\r\n]+/g)) {
    if (/^[ \t]*-----BEGIN /.test(line)) isInside = true;
    else if (/^[ \t]*-----END /.test(line)) isInside = false;
    else if (!isInside && /^[ \t]*#/.test(line)) comments.push(span(index + line.indexOf('#'), index + line.length));
  }
  return comments;
}
