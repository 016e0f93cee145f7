import type { Message, MessageValue } from '../base/message.ts';
import { visible } from '../base/visible.ts';
import { bareGeneralName } from '../x509/general-name.ts';
import { commonName, formatName, type Name } from '../x509/name.ts';
import type { Certificate } from '../x509/types.ts';
import { type DataOf, type FailureCode, type FailureKind, failureKinds } from './failure-kinds.ts';

/** Where a failure lies: a certificate and its place in the path, the target being 0. */
export interface FailurePlace {
  readonly certificate: Certificate;
  readonly index: number;
}

/** Why a certification path does not validate: a union by code, each with its data. */
export type PathFailure = {
  readonly [C in FailureCode]: FailurePlace & {
    readonly code: C;
    /** The section of the standard that decides it. */
    readonly rfc: string;
    readonly data: DataOf<C>;
  };
}[FailureCode];

/** `rfc` where a narrower section than the kind's decides it. */
export function pathFailure<C extends FailureCode>(
  code: C,
  { certificate, index }: FailurePlace,
  data: DataOf<C>,
  rfc?: string,
): PathFailure {
  // The union cannot be rebuilt from its parts by inference.
  return { code, certificate, index, rfc: rfc ?? failureKinds[code].rfc, data } as PathFailure;
}

/** The failure as a sentence. */
export function failureMessage(failure: PathFailure): Message {
  const data: Readonly<Record<string, MessageValue>> = failure.data;
  return kindOf(failure).text({ ...data, subject: displayName(failure.certificate) });
}

/** What to do about it. */
export function failureAdvice(failure: PathFailure): Message {
  return kindOf(failure).advice;
}

/** True where the failure means that no answer was found, and not that the answer is no. */
export function isUndecided(failure: PathFailure): boolean {
  return kindOf(failure).undecided === true;
}

/** The most useful first; the target's before those of its issuers. */
export function rank(failures: readonly PathFailure[]): PathFailure[] {
  return [...failures].sort((a, b) => kindOf(a).rank - kindOf(b).rank || a.index - b.index);
}

/** How much is wrong: paths that come close are shown first. */
export function severity(failures: readonly PathFailure[]): number {
  return failures.reduce((sum, failure) => sum + 100 - kindOf(failure).rank, 0);
}

function kindOf(failure: PathFailure): FailureKind<string> {
  return failureKinds[failure.code] as FailureKind<string>;
}

/** What a certificate is called in a sentence: its common name, else its first name, else its whole subject. */
export function displayName(certificate: Certificate): string {
  if (certificate.subject.rdns.length > 0) return displayDirectoryName(certificate.subject);
  const [first] = certificate.subjectAltName ?? [];
  return `“${first ? bareGeneralName(first) : ''}”`;
}

/** As `displayName`, of a name alone. */
export function displayDirectoryName(name: Name): string {
  return `“${visible(commonName(name) ?? formatName(name))}”`;
}
