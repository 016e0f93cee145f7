import { type DecodedObject, readByLabel } from '../read-by-label.ts';

/** Certificates by their base64 text: the same object for the same text, which is how the workspace tells a change. */
const known = new Map<string, DecodedObject>();
const kept = 2000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A certificate in bare base64, whose bytes are `der`. */
export function decodeCertificateOnce(base64: string, der: Uint8Array): DecodedObject {
  const before = known.get(base64);
  if (before) return before;
  const decoded = readByLabel('CERTIFICATE', der);
  // What turns out to be a key is kept nowhere.
  if (decoded.isSecret) return decoded;
  if (known.size >= kept) known.clear();
  // A copy: a slice would keep the whole document alive.
  known.set(decoder.decode(encoder.encode(base64)), decoded);
  return decoded;
}
