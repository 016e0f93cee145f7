import type { Tree } from '@lezer/common';
import { type Span, span } from '../base/span.ts';

/** The comments of a syntax tree, by the names of their nodes. */
export function commentsIn(tree: Tree, names: RegExp): Span[] {
  const comments: Span[] = [];
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (names.test(name)) comments.push(span(from, to));
    },
  });
  return comments;
}
