import { findAddresses } from '../addresses.ts';
import type { Found } from './contexts.ts';
import type { Program } from './program.ts';

/** What the addresses in a program's strings say. */
export function addressesIn({ text, tree }: Program): Found[] {
  const literalAt = (position: number) => {
    const node = tree.resolveInner(position, 1);
    const isLiteral = node.name === 'String' || node.name === 'TemplateString';
    return isLiteral ? { start: node.from, end: node.to } : undefined;
  };
  return findAddresses(text, 'javascript', literalAt).map((found) => ({
    ...found,
    node: tree.resolveInner(found.span.start, 1),
  }));
}
