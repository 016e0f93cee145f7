import { findPkiObject, findPkiObjects } from '../x509/find-pki-objects.ts';
import type { PkiReading } from '../x509/types.ts';

/** Endings of file names that promise PKI objects, for file watchers too. */
export const pkiEndings = [
  'pem',
  'crt',
  'cer',
  'cert',
  'ca',
  'der',
  'key',
  'csr',
  'req',
  'p10',
  'crl',
  'pub',
  'p8',
  'pk8',
] as const;

const names = new RegExp(`\\.(${pkiEndings.join('|')})$`, 'i');

/** Whether a file of this name is expected to hold PKI objects, and so belongs into the workspace index. */
export function isPkiName(name: string): boolean {
  return names.test(name);
}

/** Reads a file's bytes: PEM text where there is any, else one DER object. */
export async function readPkiFile(
  bytes: Uint8Array,
): Promise<{ readonly text: string | undefined; readonly pki: PkiReading }> {
  if (bytes[0] === 0x30 && bytes[1] !== undefined && bytes[1] >= 0x80) {
    return { text: undefined, pki: await findPkiObject(bytes) };
  }
  // Without the byte order mark, as editors show it: spans count from there.
  const text = new TextDecoder().decode(bytes);
  return { text, pki: await findPkiObjects(text) };
}
