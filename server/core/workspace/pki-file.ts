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

/** Endings of files in which certificates and keys are carried among other things. */
const carriers = /\.(?:jwks?|tf|tfvars|hcl|toml|ovpn|kubeconfig)$/i;
/** As `carriers`, of which a project has very many: read where a person asks for all files. */
const commonCarriers = /\.(?:json|xml)$/i;

/** Whether a file of this name may carry PKI objects among other things; it is looked at where all files are. */
export function isCarrierName(name: string): boolean {
  return carriers.test(name) || name === 'kubeconfig';
}

/** As `isCarrierName`, with formats that nearly all files of a project are in. */
export function isAnyCarrierName(name: string): boolean {
  return isCarrierName(name) || (commonCarriers.test(name) && !/^package(?:-lock)?\.json$/.test(name));
}

/** Whether the PKI objects of a file are part of what it is for, as in a Secret, and not of a program. */
export function carriesObjects(name: string): boolean {
  return isAnyCarrierName(name) || /\.ya?ml$|(?:^|\.)env(?:\.|$)/i.test(name);
}

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
