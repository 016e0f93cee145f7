import type { Message } from '../base/message.ts';
import { failure, type Result } from '../base/result.ts';

export type IssueFailureCode =
  | 'common-name'
  | 'email'
  | 'dns-name'
  | 'ip-address'
  | 'uri'
  | 'too-many-names'
  | 'server-without-name'
  | 'days'
  | 'path-length'
  | 'name-constraint'
  | 'name-not-permitted'
  | 'name-unsupported'
  | 'name-not-of-profile'
  | 'passphrase-empty'
  | 'key-type-unsupported'
  | 'ca-certificate-missing'
  | 'ca-certificate-unreadable'
  | 'ca-not-a-ca'
  | 'ca-without-key-cert-sign'
  | 'ca-wrong-purpose'
  | 'ca-without-crl-sign'
  | 'ca-path-length'
  | 'ca-expired'
  | 'ca-not-yet-valid'
  | 'ca-name-unsupported'
  | 'certificate-missing'
  | 'certificate-unreadable'
  | 'not-issued-by-ca'
  | 'request-missing'
  | 'request-unreadable'
  | 'request-signature'
  | 'request-name-missing'
  | 'index-unreadable'
  | 'not-revoked'
  | 'not-recorded'
  | 'state-changed'
  | 'not-a-list'
  | 'already-revoked'
  | 'nothing-to-convert'
  | 'key-missing'
  | 'key-unreadable'
  | 'key-unsupported'
  | 'key-encrypted'
  | 'key-store-locked'
  | 'key-encryption-unsupported'
  | 'wrong-passphrase'
  | 'key-mismatch';

/** Why nothing was issued. Every one is part of normal life; an exception is a bug. */
export interface IssueFailure {
  readonly code: IssueFailureCode;
  readonly message: Message;
  readonly hint?: Message;
}

export function refuse(code: IssueFailureCode, message: Message, hint?: Message): Result<never, IssueFailure> {
  return failure(hint ? { code, message, hint } : { code, message });
}
