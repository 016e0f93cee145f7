import type { CancellationToken } from 'vscode-languageserver';
import { displayName } from '../../core/describe/names.ts';
import { validityText } from '../../core/describe/summary.ts';
import { objectTitle } from '../../core/describe/text-view.ts';
import { readPkiFile } from '../../core/workspace/pki-file.ts';
import type { PkiObject } from '../../core/x509/types.ts';
import { meantAt } from '../navigation/meant-object.ts';
import type { ListObjectsParams, ViewedObject } from '../protocol.ts';
import type { Session } from '../session.ts';
import { openedBefore } from './opened-stores.ts';

/** Objects that are offered at once. */
const keptObjects = 500;

/** What names an object in its file: a certificate's digest, which edits elsewhere leave alone, else its position. */
function idOf({ value }: PkiObject, position: number): string {
  return value?.kind === 'certificate' ? value.sha256 : String(position);
}

export function objectById(objects: readonly PkiObject[], id: string): PkiObject | undefined {
  return objects.find((object, position) => idOf(object, position) === id);
}

/** The object at a place, or what a path there leads to; those of a file; without one, the workspace's certificates. */
export async function listObjects(
  { uri, position }: ListObjectsParams,
  session: Session,
  token: CancellationToken,
): Promise<ViewedObject[]> {
  const { documents, workspace, scanned } = session;
  if (uri === undefined) {
    await scanned;
    return workspace.certificates.slice(0, keptObjects).map(({ certificate, uri: place }) => ({
      uri: workspace.placeOf(certificate)?.uri ?? place,
      id: certificate.sha256,
      name: displayName(certificate),
      title: session.localize(validityText(certificate, session.host.now())),
    }));
  }
  const seen = position && (await documents.prepared(uri, token, position));
  const located = seen && meantAt(seen.reading, seen.document.offsetAt(position), workspace)?.located;
  if (located) {
    const all = await objectsOf(located.uri, session);
    const at = all.findIndex(({ span, value }) => span.start === located.object.span.start && value !== undefined);
    return at < 0 ? [] : all.slice(at, at + 1).map((object) => viewed(object, at, located.uri, session));
  }
  const objects = await objectsOf(uri, session);
  return objects.slice(0, keptObjects).map((object, i) => viewed(object, i, uri, session));
}

function viewed(object: PkiObject, position: number, uri: string, { localize }: Session): ViewedObject {
  const { value } = object;
  const title = localize(objectTitle(object));
  const name = value?.kind === 'certificate' ? displayName(value) : title;
  return { uri, id: idOf(object, position), name, title };
}

/** What a document holds: as open in the editor, else as stored, with what a password opened. */
export async function objectsOf(uri: string, { documents, host }: Session): Promise<readonly PkiObject[]> {
  const open = await documents.read(uri);
  if (open && open.reading.pki.objects.length > 0) return open.reading.pki.objects;
  const stored = await host.files.read(uri);
  if (!stored.ok) return [];
  return openedBefore(stored.value) ?? (await readPkiFile(stored.value)).pki.objects;
}
