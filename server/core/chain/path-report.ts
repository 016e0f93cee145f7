import type { Certificate } from '../x509/types.ts';
import type { PathFailure } from './path-failure.ts';
import type { ProfileName } from './request.ts';
import type { RevocationStatus } from './revocation/revocation-status.ts';
import type { TrustAnchor } from './trust-anchor.ts';

/** `indeterminate`: neither could be shown; the failures say what stood in the way. */
export type Verdict = 'trusted' | 'untrusted' | 'indeterminate';

/** A path from the target on, with everything that is wrong with it. */
export interface CertificationPath {
  /** Target first; the anchor's certificate last, where one was reached. */
  readonly certificates: readonly Certificate[];
  readonly anchor: TrustAnchor | undefined;
  /** The most useful first; empty for the path that was accepted. */
  readonly failures: readonly PathFailure[];
  /** Of each certificate but the anchor's, in the same order; empty where nothing was asked or the path failed before. */
  readonly revocation: readonly RevocationStatus[];
}

/** Where the two profiles differ on the same path. */
export interface OtherProfile {
  readonly profile: ProfileName;
  readonly verdict: Verdict;
  /** What it would have against the path. */
  readonly failures: readonly PathFailure[];
}

/** The answer of validation: one model for every view of it. */
export interface PathReport {
  readonly verdict: Verdict;
  readonly profile: ProfileName;
  readonly at: Date;
  /** The path that was accepted; else the one that came closest. */
  readonly path: CertificationPath;
  /** What is wrong with `path`; empty exactly where the verdict is `trusted`. */
  readonly failures: readonly PathFailure[];
  /** The paths that were tried before and did not validate, in the order of promise. */
  readonly rejectedPaths: readonly CertificationPath[];
  /** How many more were rejected that are not kept. */
  readonly moreRejected: number;
  /** Set where the other profile would have answered otherwise. */
  readonly otherProfile: OtherProfile | undefined;
}
