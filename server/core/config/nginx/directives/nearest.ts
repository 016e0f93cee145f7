/** The directive that a misspelt name is most likely to be. */
import { editDistance } from '../../../base/edit-distance.ts';
import { commandsOf, directiveNames } from './table.ts';

/** Undefined where none is so near that nothing else can be meant. */
export function nearestDirective(name: string): string | undefined {
  let best: string | undefined;
  let least = name.length < 5 ? 1 : name.length < 9 ? 2 : 3;
  for (const candidate of directiveNames()) {
    const distance = editDistance(name, candidate, least);
    if (distance < least && (commandsOf(candidate)?.length ?? 0) > 0) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}
