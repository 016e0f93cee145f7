import { readPkiObjects } from '../../core/x509/read-pki-objects.ts';
import type { Certificate } from '../../core/x509/types.ts';

/** The roots that Node.js is built with, which are Mozilla's. */
export async function nodeRoots(): Promise<readonly Certificate[]> {
  const { rootCertificates } = await import('node:tls');
  return rootCertificates
    .flatMap((pem) => readPkiObjects(pem).objects)
    .flatMap(({ value }) => (value?.kind === 'certificate' ? [value] : []));
}
