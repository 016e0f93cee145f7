import { encode } from '../../../../server/core/asn1/encode.ts';

/** A string of ASCII under any tag; VisibleString where none is named. */
export function visibleString(text: string, tag = 0x1a): Uint8Array {
  return encode(tag, new TextEncoder().encode(text));
}
