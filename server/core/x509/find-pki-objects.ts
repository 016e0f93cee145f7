import { once } from '../base/once.ts';
import { mayHoldPem } from '../pem/scan-pem.ts';
import { withKeyArithmetic } from './key-arithmetic.ts';
import type { PkiReading } from './types.ts';

// The ways in for texts and files of which nobody knows what they hold. The readers are loaded with the first that may
// hold a PKI object.

const loadPemReader = once(() => import('./read-pki-objects.ts'));
const loadDerReader = once(() => import('./read-der-file.ts'));

const nothing: PkiReading = { objects: [], problems: [] };

/** See `readPkiObjects`. */
export async function findPkiObjects(text: string): Promise<PkiReading> {
  if (!mayHoldPem(text)) return nothing;
  const { readPkiObjects } = await loadPemReader();
  return withKeyArithmetic(() => readPkiObjects(text));
}

/** See `readDerFile`. */
export async function findPkiObject(bytes: Uint8Array): Promise<PkiReading> {
  const { readDerFile } = await loadDerReader();
  return withKeyArithmetic(() => readDerFile(bytes));
}
