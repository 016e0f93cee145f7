import type { CancellationToken } from 'vscode-languageserver';
import { revocationAddresses } from '../../core/chain/revocation/online/addresses.ts';
import { displayName } from '../../core/describe/names.ts';
import { validityText } from '../../core/describe/summary.ts';
import { readPkiFile } from '../../core/workspace/pki-file.ts';
import type { Certificate, PkiObject } from '../../core/x509/types.ts';
import { meantAt } from '../navigation/meant-object.ts';
import type { RevocationTarget, RevocationTargetsParams } from '../protocol.ts';
import { toSpan } from '../ranges.ts';
import type { Session } from '../session.ts';

/** Certificates that are offered at once. */
const keptTargets = 500;

/** The certificate at a place; without one those of the file; without a file those of the workspace that name someone to ask. */
export async function findTargets(
  { uri, position }: RevocationTargetsParams,
  session: Session,
  token: CancellationToken,
): Promise<readonly RevocationTarget[]> {
  const { workspace, scanned } = session;
  if (uri !== undefined && position !== undefined) {
    const meant = await certificateAt(uri, position, session, token);
    if (meant) return [target(meant.certificate, meant.uri, session)];
  }
  if (uri !== undefined) {
    const held = certificatesIn(await objectsIn(uri, session)).map((certificate) => target(certificate, uri, session));
    if (held.length > 0) return held.slice(0, keptTargets);
  }
  await scanned;
  return workspace.certificates
    .filter(({ certificate }) => revocationAddresses(certificate).askable.length > 0)
    .slice(0, keptTargets)
    .map(({ certificate, uri: place }) => target(certificate, place, session));
}

async function certificateAt(
  uri: string,
  { line, character }: NonNullable<RevocationTargetsParams['position']>,
  { documents, workspace }: Session,
  token: CancellationToken,
): Promise<{ readonly uri: string; readonly certificate: Certificate } | undefined> {
  const seen = await documents.prepared(uri, token);
  if (!seen) return undefined;
  const { start } = toSpan(seen.document, { start: { line, character }, end: { line, character } });
  const located = meantAt(seen.reading, start, workspace)?.located;
  const value = located?.object.value;
  return located && value?.kind === 'certificate' ? { uri: located.uri, certificate: value } : undefined;
}

/** What a document holds: as open in the editor, else as stored. */
export async function objectsIn(uri: string, { documents, host }: Session): Promise<readonly PkiObject[]> {
  const open = await documents.read(uri);
  if (open && open.reading.pki.objects.length > 0) return open.reading.pki.objects;
  const stored = await host.files.read(uri);
  return stored.ok ? (await readPkiFile(stored.value)).pki.objects : [];
}

export function certificatesIn(objects: readonly PkiObject[]): Certificate[] {
  return objects.flatMap(({ value }) => (value?.kind === 'certificate' ? [value] : []));
}

function target(certificate: Certificate, uri: string, { localize, host }: Session): RevocationTarget {
  return {
    name: displayName(certificate),
    state: localize(validityText(certificate, host.now())),
    uri,
    sha256: certificate.sha256,
  };
}
