import { findAddresses } from '../../addresses.ts';
import type { Parsed } from '../parse.ts';
import type { Place } from '../place.ts';
import { placeFound } from './found.ts';

/** What the addresses in a program's strings say; docstrings only speak of them. */
export function addressesIn({ text, tree }: Parsed): Place[] {
  const literalAt = (position: number) => {
    let node = tree.resolveInner(position, 1);
    // An embedded expression, or an escape, is a part of its string.
    for (let level = 0; level < 4 && node.parent && !/^(?:Format)?String$/.test(node.name); level++) node = node.parent;
    const isLiteral = /^(?:Format)?String$/.test(node.name) && node.parent?.name !== 'ExpressionStatement';
    return isLiteral ? { start: node.from, end: node.to } : undefined;
  };
  return findAddresses(text, 'python', literalAt).map(({ span, facts, repair }) =>
    placeFound(span, facts, repair && (() => repair())),
  );
}
