import { localizer } from '../../../server/core/base/message.ts';
import type { Result } from '../../../server/core/base/result.ts';
import type { AuthorityFiles } from '../../../server/core/issue/authority.ts';
import type { IssueFailure } from '../../../server/core/issue/failure.ts';

const localize = localizer();

/** The value, or an error that says why there is none. */
export function given<T>(result: Result<T, IssueFailure>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${localize(result.error.message)}`);
  return result.value;
}

export function refusal(result: Result<unknown, IssueFailure>): string {
  return result.ok ? 'issued' : `${result.error.code}: ${localize(result.error.message)}`;
}

export function authorityOf(issued: { certificatePem: string; privateKeyPem: string }): AuthorityFiles {
  return { certificatePem: issued.certificatePem, privateKeyPem: issued.privateKeyPem };
}
