import { type Message, message } from '../../core/base/message.ts';
import type { Judging } from '../../core/handshake/test-server.ts';
import { isIntermediate } from '../../core/issue/authority.ts';
import { MachineRoots } from '../../core/workspace/machine-roots.ts';
import { isInside } from '../../core/workspace/paths.ts';
import type { Certificate } from '../../core/x509/types.ts';
import type { Session } from '../session.ts';

/** A workspace with more roots tests no server. */
const keptAnchors = 500;

export interface JudgingAnchors {
  readonly judging: Judging;
  /** Which ones they are. */
  readonly sentence: Message;
}

/** The trust anchors of the workspace, as its settings have them, and Mozilla's roots: servers of both kinds are tested. */
export async function judgingAnchors(session: Session): Promise<JudgingAnchors> {
  const { workspace, host, scanned, settings, folders } = session;
  await settings.loaded;
  await scanned;
  const own: Certificate[] = [];
  for (const { uri, certificate } of workspace.certificates) {
    if (own.length >= keptAnchors || !certificate.basicConstraints?.cA || isIntermediate(certificate)) continue;
    const basis = workspace.trustBasis(folders.find((folder) => isInside(uri, folder)) ?? uri);
    if (basis.sourceOf(workspace.urisOf(certificate)) === undefined) continue;
    const issuers = await workspace.findIssuers(certificate);
    if (issuers.some((issuer) => issuer.certificate.sha256 === certificate.sha256)) own.push(certificate);
  }
  const roots = (await new MachineRoots(host).load('mozilla'))?.certificates ?? [];
  return {
    judging: { anchors: [...own, ...roots], profile: workspace.trustBasis(folders[0] ?? '').profile },
    sentence: message('Trust anchors: {own} of this workspace and {roots} of Mozilla’s.', {
      own: own.length,
      roots: roots.length,
    }),
  };
}
