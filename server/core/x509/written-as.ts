import type { PkiObject } from './types.ts';

/** What stands in the text for an object: its label, or what it is written as without one. */
export function writtenAs({ block, form }: PkiObject): string {
  return block?.label ?? form ?? 'DER';
}
