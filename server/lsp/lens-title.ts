import { type Localize, message } from '../core/base/message.ts';
import { revocationAddresses } from '../core/chain/revocation/online/addresses.ts';
import { displayName } from '../core/describe/names.ts';
import { listStateText, summary } from '../core/describe/summary.ts';
import type { PathQuestion } from '../core/workspace/path-question.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import type { PkiObject } from '../core/x509/types.ts';
import { chainPhrase } from './chain-phrase.ts';
import { questionOf } from './hover/standing.ts';

/** Blocks of one document whose paths are validated for their lenses; the hover validates any. */
const validatedBlocks = 100;

/** What the lenses of a document need to be validated first. */
export function lensQuestions(objects: readonly PkiObject[], workspace: Workspace, fromUri: string): PathQuestion[] {
  return objects.slice(0, validatedBlocks).flatMap((object) => questionOf(object, { workspace, fromUri }) ?? []);
}

/** Whether a block is a certificate that names someone to ask whether it is revoked. */
export function isAskable({ value }: PkiObject): boolean {
  return value?.kind === 'certificate' && revocationAddresses(value).askable.length > 0;
}

/** What stands above a block; undefined where there is nothing to say. Loaded with the first code lens. */
export function lensTitle(
  object: PkiObject,
  workspace: Workspace,
  fromUri: string,
  localize: Localize,
  now: Date,
): string | undefined {
  const { value, within } = object;
  // What holds it says how many it holds; above it there is no room for each.
  if (!value || within) return undefined;
  const parts = [summary(value, { now })];
  if (value.kind === 'certificate') {
    const question = questionOf(object, { workspace, fromUri });
    parts.push(chainPhrase(workspace.chainOf(value), question && workspace.pathReport(question)));
  }
  if (value.kind === 'certificate-list') parts.push(listStateText(value, now) ?? message('no next update'));
  if (value.kind === 'private-key' && value.publicKey) {
    const [owner] = workspace.certificatesOf(value.publicKey);
    if (owner?.object.value?.kind === 'certificate') {
      parts.push(message('belongs to {certificate}', { certificate: displayName(owner.object.value) }));
    }
  }
  return parts.map(localize).join(' · ');
}
