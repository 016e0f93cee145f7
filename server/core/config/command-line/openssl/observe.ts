import type { Observation } from '../../../tls/observation.ts';
import type { OpenSslCall } from './call.ts';
import { observeDigest } from './observe-digest.ts';
import { observeEffect } from './observe-effect.ts';
import { observeEncryption } from './observe-encryption.ts';
import { observeIssuing } from './observe-issuing.ts';
import { observeKeyStorage } from './observe-key-storage.ts';
import { observeKeyStrength } from './observe-key-strength.ts';
import { observeLifetime } from './observe-lifetime.ts';
import { observePasswords } from './observe-passwords.ts';
import { observeSelfSigned } from './observe-self-signed.ts';
import { OpenSslScript } from './script.ts';
import { type WorkspaceFiles, withFiles } from './workspace-files.ts';

/** Everything that is to be said about the openssl commands of one text. */
export function observeCalls(
  text: string,
  given: readonly OpenSslCall[],
  files?: WorkspaceFiles,
): readonly Observation[] {
  if (given.length === 0) return [];
  const calls = files ? given.map((call) => withFiles(call, files)) : given;
  const script = new OpenSslScript(text, calls);
  return calls.flatMap((call) => [
    ...observeIssuing(script, call),
    ...observeSelfSigned(script, call),
    ...observeKeyStrength(call),
    ...observeKeyStorage(script, call),
    ...observeDigest(call),
    ...observeEncryption(call),
    ...observeEffect(text, call),
    ...observePasswords(call),
    ...observeLifetime(script, call),
  ]);
}
