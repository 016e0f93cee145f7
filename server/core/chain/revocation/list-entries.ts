import { toHex } from '../../asn1/hex.ts';
import { sameName } from '../../x509/name-key.ts';
import type { Certificate, CertificateList, RevokedCertificate } from '../../x509/types.ts';
import { directoryNames } from './list-scope.ts';

interface IndexedEntry {
  readonly entry: RevokedCertificate;
  /** The issuer of the revoked certificate where it is not the list's (RFC 5280, 5.3.3). */
  readonly issuer: RevokedCertificate['certificateIssuer'];
}

interface Index {
  readonly bySerial: ReadonlyMap<string, readonly IndexedEntry[]>;
  readonly hasUnknownCritical: boolean;
}

const indexes = new WeakMap<CertificateList, Index>();

/** The entry of a list that speaks of `certificate`. */
export function findEntry(list: CertificateList, certificate: Certificate): RevokedCertificate | undefined {
  const entries = indexOf(list).bySerial.get(toHex(certificate.serialNumber)) ?? [];
  return entries.findLast(({ issuer }) => {
    const names = issuer ? directoryNames(issuer) : [list.issuer];
    return names.some((name) => sameName(name, certificate.issuer));
  })?.entry;
}

/** RFC 5280, 5.3: a list with an entry that cannot be understood must not be used to say that something is good. */
export function hasUnknownCriticalEntry(list: CertificateList): boolean {
  return indexOf(list).hasUnknownCritical;
}

/** A list may hold a million entries, and is asked about thousands of certificates. */
function indexOf(list: CertificateList): Index {
  const known = indexes.get(list);
  if (known) return known;
  const bySerial = new Map<string, IndexedEntry[]>();
  let issuer: RevokedCertificate['certificateIssuer'];
  let hasUnknownCritical = false;
  for (const entry of list.revokedCertificates) {
    issuer = entry.certificateIssuer ?? issuer;
    if (entry.unknownCritical) hasUnknownCritical = true;
    const serial = toHex(entry.serialNumber);
    const same = bySerial.get(serial);
    if (same) same.push({ entry, issuer });
    else bySerial.set(serial, [{ entry, issuer }]);
  }
  const index = { bySerial, hasUnknownCritical };
  indexes.set(list, index);
  return index;
}
