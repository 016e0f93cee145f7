import { type Localize, message } from '../core/base/message.ts';
import { displayName } from '../core/describe/names.ts';
import { summary } from '../core/describe/summary.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import type { PkiObject } from '../core/x509/types.ts';
import { chainPhrase } from './chain-phrase.ts';

/** What stands above a block; undefined where there is nothing to say. Loaded with the first code lens. */
export function lensTitle(
  { value }: PkiObject,
  workspace: Workspace,
  localize: Localize,
  now: Date,
): string | undefined {
  if (!value) return undefined;
  const parts = [summary(value, { now })];
  if (value.kind === 'certificate') parts.push(chainPhrase(workspace.chainOf(value)));
  if (value.kind === 'private-key' && value.publicKey) {
    const [owner] = workspace.certificatesOf(value.publicKey);
    if (owner?.object.value?.kind === 'certificate') {
      parts.push(message('belongs to {certificate}', { certificate: displayName(owner.object.value) }));
    }
  }
  return parts.map(localize).join(' · ');
}
