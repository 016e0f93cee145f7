import { sha256Hex } from '../../core/x509/digest.ts';
import type { PkiObject } from '../../core/x509/types.ts';

// What a page shows of a key store that was opened with its password can be copied, shown as text and compared too: the
// objects are kept for that, neither the password nor any secret. They are found by the octets of the file, so that a
// file that changes is locked again.

/** Key stores that are looked at in turn. */
const mostOpened = 8;

const opened = new Map<string, readonly PkiObject[]>();

export function keepOpened(file: Uint8Array, objects: readonly PkiObject[]): void {
  const digest = sha256Hex(file);
  opened.delete(digest);
  const [oldest] = opened.keys();
  if (opened.size >= mostOpened && oldest !== undefined) opened.delete(oldest);
  opened.set(digest, objects);
}

/** The page was closed, or shows the store as it is without its password. */
export function forgetOpened(file: Uint8Array): void {
  opened.delete(sha256Hex(file));
}

export function openedBefore(file: Uint8Array): readonly PkiObject[] | undefined {
  return opened.size > 0 ? opened.get(sha256Hex(file)) : undefined;
}
