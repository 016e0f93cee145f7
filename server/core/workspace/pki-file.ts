import { isText } from '../base/is-text.ts';
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
  'p7b',
  'p7c',
  'p7s',
  'spc',
  'p12',
  'pfx',
  'jks',
  'jceks',
  'keystore',
  'truststore',
  'ocsp',
] as const;

const names = new RegExp(`\\.(${pkiEndings.join('|')})$`, 'i');

/** DER begins with a SEQUENCE, which is the digit 0 in text; Java's key stores with octets that no UTF-8 has. */
function isBinary(bytes: Uint8Array): boolean {
  const [first, second = 0] = bytes;
  if (first === 0x30) return second >= 0x80 || !isText(bytes);
  return first === 0xfe || first === 0xce ? !isText(bytes) : false;
}

/** Whether a file of this name is expected to hold PKI objects, and so belongs into the workspace index. */
export function isPkiName(name: string): boolean {
  return names.test(name);
}

/** Reads a file's bytes: PEM text where there is any, else one DER object or key store. */
export async function readPkiFile(
  bytes: Uint8Array,
): Promise<{ readonly text: string | undefined; readonly pki: PkiReading }> {
  if (isBinary(bytes)) {
    return { text: undefined, pki: { ...(await findPkiObject(bytes)), size: bytes.length } };
  }
  // Without the byte order mark, as editors show it: spans count from there.
  const text = new TextDecoder().decode(bytes);
  return { text, pki: { ...(await findPkiObjects(text)), size: bytes.length } };
}
