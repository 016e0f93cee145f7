import type { Certificate } from '../x509/types.ts';
import type { TrustBasis } from './trust-basis.ts';

/** What the peer uses a certificate for; `any` where it does not matter. */
export type PathPurpose = 'server' | 'client' | 'any';

/** A certificate that someone wants to know a certification path for. */
export interface PathQuestion {
  readonly certificate: Certificate;
  readonly purpose: PathPurpose;
  /** Whether the revocation lists of the workspace are asked. */
  readonly revocation: boolean;
  /** The only certificates that may lie between; else every one of the workspace. */
  readonly intermediates?: readonly Certificate[];
  /** What settings let count; else every self-signed CA certificate of the workspace, by RFC 5280. */
  readonly basis?: TrustBasis;
  /** What the configuration names as its trust anchors: self-signed ones count besides. */
  readonly contextAnchors?: readonly Certificate[];
  /** The only ones that count: what a configuration trusts. */
  readonly anchors?: readonly Certificate[];
  /** An intermediate may be an anchor too: for paths whose root is not in the workspace. */
  readonly partial?: boolean;
}

const serverAuth = '1.3.6.1.5.5.7.3.1';
const clientAuth = '1.3.6.1.5.5.7.3.2';

export const purposeOids: Readonly<Record<PathPurpose, readonly string[]>> = {
  server: [serverAuth],
  client: [clientAuth],
  any: [],
};

/** What a certificate is for by its own words, where nothing else tells. */
export function ownPurpose({ extKeyUsage }: Certificate): PathPurpose {
  if (extKeyUsage?.includes(serverAuth)) return 'server';
  return extKeyUsage?.includes(clientAuth) ? 'client' : 'any';
}
