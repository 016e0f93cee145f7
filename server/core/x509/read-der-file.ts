import { span } from '../base/span.ts';
import { readDerObject } from './read-pki-objects.ts';
import type { PkiReading } from './types.ts';

/** Reads a binary file, which holds one object and has no text to point at. */
export function readDerFile(bytes: Uint8Array): PkiReading {
  return { objects: [readDerObject(bytes, span(0, 0))], problems: [] };
}
