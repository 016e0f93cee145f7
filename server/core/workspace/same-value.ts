import { keyFingerprint } from '../x509/key-fingerprint.ts';
import type { PkiReading, PkiValue, PrivateKey } from '../x509/types.ts';

/** Whether two readings hold the same objects, wherever in their texts. */
export function sameValues(a: PkiReading | undefined, b: PkiReading | undefined): boolean {
  if (!a || !b) return a === b;
  return (
    a.objects.length === b.objects.length && a.objects.every(({ value }, i) => sameValue(value, b.objects[i]?.value))
  );
}

/** Readers give the same object for the same text, but for private keys: those are kept nowhere, so their facts count. */
export function sameValue(a: PkiValue | undefined, b: PkiValue | undefined): boolean {
  if (a?.kind !== 'private-key' || b?.kind !== 'private-key') return a === b;
  const half = ({ publicKey }: PrivateKey): string | undefined => publicKey && keyFingerprint(publicKey);
  return (
    a.format === b.format &&
    a.encrypted === b.encrypted &&
    a.keyType === b.keyType &&
    a.bits === b.bits &&
    a.curve === b.curve &&
    half(a) === half(b)
  );
}
