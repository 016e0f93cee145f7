import type { CancellationToken, Location } from 'vscode-languageserver';
import type { LocatedObject } from '../../core/lint/facts.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { Session } from '../session.ts';
import { configurationUses } from './configuration-uses.ts';
import { toLocations } from './locations.ts';

/**
 * Who speaks of an object: of a certificate, those it issued, by verified signature, and the configurations that name a
 * file with it; of anything else, the configurations.
 */
export async function referencesTo(
  located: LocatedObject,
  includeDeclaration: boolean,
  session: Session,
  token: CancellationToken,
): Promise<Location[]> {
  const { workspace, places } = session;
  const { value } = located.object;
  const own = placesOf(located, workspace);
  const issued = value?.kind === 'certificate' ? await workspace.findIssued(value) : [];
  const shown = [...(includeDeclaration ? own : []), ...issued];
  return [
    ...(await toLocations(shown, places)),
    ...(await configurationUses(new Set(own.map(({ uri }) => uri)), session, token)),
  ];
}

/** Everywhere the same object stands. */
function placesOf(located: LocatedObject, workspace: Workspace): readonly LocatedObject[] {
  const { value } = located.object;
  if (value?.kind === 'certificate') {
    const places = workspace.placesOf(value.sha256);
    return places.length > 0 ? places : [located];
  }
  if (value?.kind === 'private-key' && value.publicKey) {
    const places = workspace.privateKeysOf(value.publicKey);
    return places.length > 0 ? places : [located];
  }
  return [located];
}
