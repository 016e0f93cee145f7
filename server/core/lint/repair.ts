import type { Message } from '../base/message.ts';
import type { Observation } from '../tls/observation.ts';
import type { Proposal } from './rule.ts';

/** The way out that an observation knows, under a rule's title; none where it knows none. */
export function repair(
  observation: Observation,
  uri: string,
  title: Message,
  kind: Proposal['kind'] = 'automatic',
): readonly Proposal[] {
  const edits = observation.repair?.();
  return edits && edits.length > 0 ? [{ title, kind, edits: edits.map((edit) => ({ ...edit, uri })) }] : [];
}
