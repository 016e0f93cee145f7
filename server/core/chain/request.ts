import type { OcspResponse } from '../x509/ocsp-response.ts';
import type { Certificate, CertificateList } from '../x509/types.ts';
import type { Budget } from './budget.ts';
import type { CertificatePool } from './certificate-pool.ts';
import type { ReferenceIdentifier } from './host-name.ts';

/**
 * `rfc5280`: RFC 5280 and nothing else, for a private PKI. `webpki`: the CA/Browser Forum's Baseline Requirements for TLS
 * servers on top.
 */
export type ProfileName = 'rfc5280' | 'webpki';

export const profileNames: readonly ProfileName[] = ['rfc5280', 'webpki'];

/** RFC 5280, 6.1.1 (c), (e), (f) and (g). */
export interface PolicyInputs {
  /** user-initial-policy-set, dotted identifiers; empty for any policy. */
  readonly initialPolicySet?: readonly string[];
  readonly requireExplicitPolicy?: boolean;
  readonly inhibitPolicyMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
}

/**
 * Of which certificates it must be shown that they are not revoked. What a list or a response says counts for the others
 * too, and so does one that should have said it and cannot be used; where nothing speaks of them, the report says so.
 */
export type RevocationDemand = 'path' | 'target' | 'none';

/** What is known of revocation. Nothing is fetched. */
export interface RevocationInputs {
  readonly lists: readonly CertificateList[];
  readonly responses?: readonly OcspResponse[];
  readonly required: RevocationDemand;
}

/** Everything that validation depends on (RFC 5280, 6.1.1): no clock, no store and no network besides. */
export interface ValidationRequest {
  readonly target: Certificate;
  /** The trust anchors and what may lie between; only what belongs to a path is looked at. */
  readonly pool: CertificatePool;
  /** There were more roots than could be verified: one that is not in the pool may have been an anchor. */
  readonly unverifiedAnchors?: boolean;
  readonly at: Date;
  readonly profile: ProfileName;
  /** Dotted identifiers of extended key usages that the whole path must allow; none for any purpose. */
  readonly purposes?: readonly string[];
  /** Bits of keyUsage that the target must have where it has keyUsage. */
  readonly keyUsage?: readonly string[];
  /** Names that the target must be for. */
  readonly names?: readonly ReferenceIdentifier[];
  /** Names of the signature algorithms that certificates below the anchor may be signed with; none for all. */
  readonly signatureAlgorithms?: readonly string[];
  readonly policies?: PolicyInputs;
  /** The most intermediates between target and anchor, self-issued ones not counted. */
  readonly maxDepth?: number;
  readonly revocation?: RevocationInputs;
  readonly budget?: Partial<Budget>;
}
