import type { CertificateList, RevokedCertificate } from '../x509/types.ts';

/** A list with more is not gone through while somebody types: these take a tenth of a second, and public CAs have lists of hundreds of thousands. */
const entriesLookedAt = 10_000;

/** The entries of a revocation list; none where there are too many. */
export function entriesOf(list: CertificateList): readonly RevokedCertificate[] {
  return list.revokedCount > entriesLookedAt ? [] : list.revokedCertificates;
}
