import type { Message } from '../base/message.ts';
import { failureAdvice, failureMessage, type PathFailure } from '../chain/path-failure.ts';
import type { PathReport } from '../chain/path-report.ts';
import type { Certificate } from '../x509/types.ts';

/** Why a certification path does not validate, for a finding about the path as a whole. */
export interface PathFault {
  readonly certificate: Certificate;
  readonly reason: Message;
  readonly advice: Message;
}

/** Undefined where it validates, where that is not known, and where other rules say what is wrong. */
export function pathFault({ verdict, failures }: PathReport): PathFault | undefined {
  const [first] = failures;
  if (verdict !== 'untrusted' || !first || failures.some((failure) => isSaidElsewhere(failure))) return undefined;
  return { certificate: first.certificate, reason: failureMessage(first), advice: failureAdvice(first) };
}

/** Of the certificate itself other rules speak; a root that is not counted or not there is no fault. */
function isSaidElsewhere({ code, index }: PathFailure): boolean {
  if (code === 'revoked' || code === 'issuer-not-found' || code === 'anchor-not-trusted') return true;
  return index === 0 && (code === 'expired' || code === 'not-yet-valid');
}
