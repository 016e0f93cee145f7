import { type Message, message } from '../base/message.ts';
import type { DerReader } from './der-reader.ts';
import { tags } from './tags.ts';

/** The octets of a BIT STRING that holds whole octets: keys and signatures. */
export function readBitStringOctets(der: DerReader, what: string, tag: number = tags.bitString): Uint8Array {
  der.take(what, tag);
  const { source, contentsStart, contentsEnd } = der;
  const unused = contentsStart < contentsEnd ? source[contentsStart] : undefined;
  if (unused !== 0) {
    der.fail(
      what,
      {
        code: 'value',
        expected: message('a BIT STRING of whole bytes'),
        found: unusedBits(unused),
      },
      der.contentsOffset,
    );
  }
  return source.subarray(Math.min(contentsStart + 1, contentsEnd), contentsEnd);
}

/** Positions of the bits that are set in a named bit list (KeyUsage), ascending. */
export function readNamedBits(der: DerReader, what: string, tag: number = tags.bitString): number[] {
  der.take(what, tag);
  const { source, contentsStart, contentsEnd } = der;
  const offset = der.contentsOffset;
  const first = contentsStart < contentsEnd ? source[contentsStart] : undefined;
  const unused = first ?? 8;
  const octets = contentsEnd - contentsStart - 1;
  if (unused > 7 || (octets === 0 && unused !== 0)) {
    der.fail(what, { code: 'value', expected: message('a BIT STRING'), found: unusedBits(first) }, offset);
    return [];
  }
  checkUnusedBits(der, what, offset, octets > 0 ? source[contentsEnd - 1] : 0, unused);
  const bits: number[] = [];
  const count = octets * 8 - unused;
  for (let bit = 0; bit < count; bit++) {
    if ((source[contentsStart + 1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) bits.push(bit);
  }
  return bits;
}

function unusedBits(count: number | undefined): Message {
  if (count === undefined) return message('no bytes');
  return count === 1 ? message('1 unused bit') : message('{count} unused bits', { count });
}

/**
 * Unused bits are zero (X.690, 11.2.1). That a named bit list ends with a set bit (11.2.2) is not asked for: public roots
 * break it (Trustwave), and every program reads them.
 */
function checkUnusedBits(der: DerReader, what: string, offset: number, last: number | undefined, unused: number): void {
  if (((last ?? 0) & ((1 << unused) - 1)) === 0) return;
  der.violate(what, { code: 'value', expected: message('unused bits of zero'), found: message('set ones') }, offset);
}
