// Written by `npm run generate`.
import type { AnyRule } from '../lint/rule.ts';
import { rule as certificateExpired } from './certificate/expired.ts';
import { rule as certificateExpiresSoon } from './certificate/expires-soon.ts';
import { rule as certificateNotYetValid } from './certificate/not-yet-valid.ts';
import { rule as certificateSelfSignedLeaf } from './certificate/self-signed-leaf.ts';
import { rule as certificateWeakSignature } from './certificate/weak-signature.ts';
import { rule as keyNotIgnoredByGit } from './key/not-ignored-by-git.ts';
import { rule as keyTooShort } from './key/too-short.ts';
import { rule as pemMalformed } from './pem/malformed.ts';
import { rule as pemUndecodable } from './pem/undecodable.ts';
import { rule as referenceCertificateExpired } from './reference/certificate-expired.ts';
import { rule as referenceKeyMismatch } from './reference/key-mismatch.ts';
import { rule as referenceMissingFile } from './reference/missing-file.ts';
import { rule as tlsNoDeprecatedProtocol } from './tls/no-deprecated-protocol.ts';
import { rule as tlsNoDisabledHostnameCheck } from './tls/no-disabled-hostname-check.ts';
import { rule as tlsNoDisabledVerification } from './tls/no-disabled-verification.ts';

export const rules: readonly AnyRule[] = [
  certificateExpired,
  certificateExpiresSoon,
  certificateNotYetValid,
  certificateSelfSignedLeaf,
  certificateWeakSignature,
  keyNotIgnoredByGit,
  keyTooShort,
  pemMalformed,
  pemUndecodable,
  referenceCertificateExpired,
  referenceKeyMismatch,
  referenceMissingFile,
  tlsNoDeprecatedProtocol,
  tlsNoDisabledHostnameCheck,
  tlsNoDisabledVerification,
];
