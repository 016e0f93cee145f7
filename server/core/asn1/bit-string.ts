import { type Message, message } from '../base/message.ts';
import type { DerReader } from './der-reader.ts';
import { tags } from './tags.ts';

/** The octets of a BIT STRING that holds whole octets: keys and signatures. */
export function readBitStringOctets(der: DerReader, what: string, tag: number = tags.bitString): Uint8Array {
  const element = der.element(what, tag);
  const [unused] = element.contents;
  if (unused !== 0) {
    der.fail(
      what,
      {
        code: 'value',
        expected: message('a BIT STRING of whole bytes'),
        found: unusedBits(unused),
      },
      element.offset,
    );
  }
  return element.contents.subarray(1);
}

/** Positions of the bits that are set in a named bit list (KeyUsage), ascending. */
export function readNamedBits(der: DerReader, what: string, tag: number = tags.bitString): number[] {
  const element = der.element(what, tag);
  const [unused = 8] = element.contents;
  const octets = element.contents.subarray(1);
  if (unused > 7 || (octets.length === 0 && unused !== 0)) {
    const found = unusedBits(element.contents[0]);
    der.fail(what, { code: 'value', expected: message('a BIT STRING'), found }, element.offset);
    return [];
  }
  checkUnusedBits(der, what, element.offset, octets, unused);
  const bits: number[] = [];
  for (const [i, octet] of octets.entries()) {
    for (let bit = 0; bit < 8; bit++) if (octet & (0x80 >> bit)) bits.push(i * 8 + bit);
  }
  const count = octets.length * 8 - unused;
  return bits.filter((bit) => bit < count);
}

function unusedBits(count: number | undefined): Message {
  if (count === undefined) return message('no bytes');
  return count === 1 ? message('1 unused bit') : message('{count} unused bits', { count });
}

/**
 * Unused bits are zero (X.690, 11.2.1). That a named bit list ends with a set bit (11.2.2) is not asked for: public roots
 * break it (Trustwave), and every program reads them.
 */
function checkUnusedBits(der: DerReader, what: string, offset: number, octets: Uint8Array, unused: number): void {
  if (((octets.at(-1) ?? 0) & ((1 << unused) - 1)) === 0) return;
  der.violate(what, { code: 'value', expected: message('unused bits of zero'), found: message('set ones') }, offset);
}
