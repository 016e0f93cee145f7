import { displayName } from '../../core/describe/names.ts';
import { summary, validityText } from '../../core/describe/summary.ts';
import { isPkiName, readPkiFile } from '../../core/workspace/pki-file.ts';
import type { Certificate, PkiObject } from '../../core/x509/types.ts';
import type { CaChoice, IssuanceTarget, IssuanceTargetsParams } from '../protocol.ts';
import type { Session } from '../session.ts';
import { findCas, keyOf } from './find-cas.ts';

/** Files that are offered, and looked into, at once. */
const keptTargets = 300;

/** The files of the workspace that a task can be about. */
export async function findIssuanceTargets(
  { kind, uri }: IssuanceTargetsParams,
  session: Session,
): Promise<readonly IssuanceTarget[]> {
  await session.scanned;
  const uris = uri === undefined ? await pkiFiles(session) : [uri];
  const cas = kind === 'certificate' ? findCas(session.workspace, session.localize, session.host.now()) : [];
  const targets: IssuanceTarget[] = [];
  for (const one of uris.slice(0, keptTargets)) {
    const target = await targetIn(one, kind, cas, session);
    if (target) targets.push(target);
  }
  return targets;
}

async function pkiFiles({ host, folders }: Session): Promise<string[]> {
  const lists = await Promise.all(folders.map((folder) => host.files.list(folder, isPkiName)));
  return [...new Set(lists.flat())];
}

async function targetIn(
  uri: string,
  kind: IssuanceTargetsParams['kind'],
  cas: readonly CaChoice[],
  session: Session,
): Promise<IssuanceTarget | undefined> {
  const { host, localize, workspace } = session;
  const stored = await host.files.read(uri);
  if (!stored.ok) return undefined;
  const { objects } = (await readPkiFile(stored.value)).pki;
  const found = objects.find((object) => isWanted(object, kind));
  const value = found?.value;
  if (!value) return undefined;
  const encrypted = objects.some((object) => object.value?.kind === 'private-key' && object.value.encrypted);
  if (value.kind === 'key-store') {
    const name = localize(summary(value, { now: host.now() }));
    return { uri, name, state: '', encrypted: true, isKeyStore: true };
  }
  if (value.kind !== 'certificate') {
    return { uri, name: localize(summary(value, { now: host.now() })), state: '', encrypted };
  }
  const key = keyOf(value, uri, workspace);
  const issuer = await issuerOf(value, cas, session);
  return {
    uri,
    name: displayName(value),
    state: localize(validityText(value, host.now())),
    encrypted,
    ...(key ? { key } : {}),
    ...(issuer ? { issuer } : {}),
  };
}

function isWanted({ value }: PkiObject, kind: IssuanceTargetsParams['kind']): boolean {
  switch (kind) {
    case 'any':
      return value !== undefined && value.kind !== 'other';
    case 'request':
      return value?.kind === 'certification-request';
    default:
      return value?.kind === kind;
  }
}

async function issuerOf(
  certificate: Certificate,
  cas: readonly CaChoice[],
  { workspace }: Session,
): Promise<CaChoice | undefined> {
  if (cas.length === 0) return undefined;
  const issuers = await workspace.findIssuers(certificate);
  const uris = new Set(issuers.flatMap((issuer) => [...workspace.urisOf(issuer.certificate)]));
  return cas.find(({ certificateUri }) => uris.has(certificateUri));
}
