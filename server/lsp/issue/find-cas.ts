import type { Localize } from '../../core/base/message.ts';
import { span } from '../../core/base/span.ts';
import { displayName } from '../../core/describe/names.ts';
import { validityText } from '../../core/describe/summary.ts';
import type { FileReference } from '../../core/tls/context.ts';
import { baseName } from '../../core/workspace/paths.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import type { Certificate } from '../../core/x509/types.ts';
import type { CaChoice } from '../protocol.ts';

/** CAs of the workspace that can issue today and whose key is there too, newest last day first. */
export function findCas(workspace: Workspace, localize: Localize, now: Date): CaChoice[] {
  return workspace.certificates
    .filter(({ certificate, object }) => object.block !== undefined && canIssue(certificate, now))
    .sort((a, b) => b.certificate.validity.notAfter.getTime() - a.certificate.validity.notAfter.getTime())
    .flatMap(({ uri, certificate }) => {
      const key = keyOf(certificate, uri, workspace);
      if (!key) return [];
      return {
        name: displayName(certificate),
        state: localize(validityText(certificate, now)),
        certificateUri: uri,
        privateKeyUri: key.uri,
        encrypted: key.encrypted,
      };
    });
}

function canIssue({ basicConstraints, keyUsage, validity }: Certificate, now: Date): boolean {
  if (!basicConstraints?.cA || (keyUsage && !keyUsage.includes('keyCertSign'))) return false;
  return validity.notBefore <= now && now <= validity.notAfter;
}

interface FoundKey {
  readonly uri: string;
  readonly encrypted: boolean;
}

/** The private key of a certificate, where the workspace has it. */
export function keyOf(certificate: Certificate, uri: string, workspace: Workspace): FoundKey | undefined {
  for (const { uri: keyUri, object } of workspace.privateKeysOf(certificate.subjectPublicKeyInfo)) {
    if (object.value?.kind === 'private-key' && object.block) return { uri: keyUri, encrypted: object.value.encrypted };
  }
  return encryptedKeyBeside(uri, workspace);
}

/** An encrypted key does not say whose it is: it is taken for the CA's where the name says so. */
function encryptedKeyBeside(uri: string, workspace: Workspace): FoundKey | undefined {
  const stem = baseName(uri).replace(/\.[^.]+$/, '');
  for (const path of [`${stem}.key`, `${stem}-key.pem`, `${stem}.key.pem`, `private/${stem}.key`]) {
    const reference: FileReference = { path, span: span(0, 0), purpose: 'private-key', base: 'document' };
    const target = workspace.resolve(reference, uri);
    if (target.state !== 'found') continue;
    const isEncrypted = target.objects.some(({ value }) => value?.kind === 'private-key' && value.encrypted);
    if (isEncrypted) return { uri: target.uri, encrypted: true };
  }
  return undefined;
}
