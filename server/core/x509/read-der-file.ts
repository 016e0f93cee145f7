import { span } from '../base/span.ts';
import { placeDefects } from './defect.ts';
import { withMembers } from './members.ts';
import { readUnlabelled } from './read-by-label.ts';
import type { PkiReading } from './types.ts';

/** Reads a binary file, which holds one object of any kind, with its members, and has no text to point at. */
export function readDerFile(bytes: Uint8Array): PkiReading {
  const nowhere = span(0, 0);
  const decoded = readUnlabelled(bytes);
  return {
    objects: withMembers({
      span: nowhere,
      block: undefined,
      value: decoded.value,
      get problems() {
        return placeDefects(decoded.defects, nowhere);
      },
    }),
    problems: [],
  };
}
