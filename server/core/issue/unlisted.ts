import { withKeyArithmetic } from '../x509/key-arithmetic.ts';
import { readPkiObjects } from '../x509/read-pki-objects.ts';
import type { CertificateList } from '../x509/types.ts';
import { type IndexEntry, serialOf } from './authority-index.ts';

/** The first list of a text. */
export async function readFirstList(pem: string): Promise<CertificateList | undefined> {
  const { objects } = await withKeyArithmetic(() => readPkiObjects(pem));
  return objects.flatMap(({ value }) => (value?.kind === 'certificate-list' ? [value] : []))[0];
}

/**
 * What the record has as revoked and the list does not: the record is written first, and a process may be killed before
 * the list is there.
 */
export async function unlisted(
  entries: readonly IndexEntry[],
  listPem: string | undefined,
): Promise<readonly IndexEntry[]> {
  const list = await readFirstList(listPem ?? '');
  const listed = new Set(list?.revokedCertificates.map(serialOf));
  return entries.filter(({ revocation, serialNumber }) => revocation && !listed.has(serialNumber));
}
