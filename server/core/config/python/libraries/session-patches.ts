import type { Followed } from '../follow.ts';
import type { Place } from '../place.ts';
import { spanOf } from '../syntax.ts';
import { replaceNode } from '../text-edits.ts';
import { placeFound, unverified } from './found.ts';

/** `requests.Session.verify = False`: for every session of the program. */
export function readSessionPatches({ patches }: Followed): Place[] {
  return patches.flatMap(({ name, value, statement, node }) => {
    const isSession = /^requests\.(?:sessions\.)?[Ss]ession\.verify$/.test(name);
    if (!isSession || value.kind !== 'constant' || value.value !== false) return [];
    const span = spanOf(statement);
    return [placeFound(span, { ...unverified(span), isGlobal: true }, () => [replaceNode(node, 'True')])];
  });
}
