import { sameOctets } from '../base/same-octets.ts';
import { sameName } from './name-key.ts';
import type { Certificate, CertificateList } from './types.ts';

/** Whether a CA may have issued a list, by its name and, where both say, by its key (RFC 5280, 5.2.1). */
export function isListOf(list: CertificateList, issuer: Certificate): boolean {
  if (!sameName(list.issuer, issuer.subject)) return false;
  const wanted = list.authorityKeyIdentifier;
  const given = issuer.subjectKeyIdentifier;
  return !wanted || !given || sameOctets(wanted, given);
}
