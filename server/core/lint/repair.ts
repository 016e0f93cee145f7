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
  if (!observation.repair) return [];
  return [{ title, kind, makeEdits: () => observation.repair?.()?.map((edit) => ({ ...edit, uri })) }];
}
