import { mayHoldPem } from '../pem/scan-pem.ts';
import { withKeyArithmetic } from './key-arithmetic.ts';
import type { PkiReading } from './types.ts';

// The ways in for texts and files of which nobody knows what they hold. The readers are loaded with the first that may
// hold a PKI object.

const nothing: PkiReading = { objects: [], problems: [] };

/** See `readPkiObjects`. */
export async function findPkiObjects(text: string): Promise<PkiReading> {
  if (!mayHoldPem(text)) return nothing;
  const { readPkiObjects } = await import('./read-pki-objects.ts');
  return withKeyArithmetic(() => readPkiObjects(text));
}

/** See `readDerFile`. */
export async function findPkiObject(bytes: Uint8Array): Promise<PkiReading> {
  const { readDerFile } = await import('./read-der-file.ts');
  return withKeyArithmetic(() => readDerFile(bytes));
}
