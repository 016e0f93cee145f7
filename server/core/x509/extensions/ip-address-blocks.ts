import type { DerReader } from '../../asn1/der-reader.ts';
import { tags } from '../../asn1/tags.ts';
import { message, verbatim } from '../../base/message.ts';
import { asItems } from '../describe-items.ts';
import { defineExtension } from '../extension.ts';
import { formatAddress } from '../general-name.ts';

/** RFC 3779, 2.2.3: addresses that the subject may use. `ranges` is undefined where they are the issuer's. */
export interface AddressFamily {
  /** Address family number: 1 is IPv4, 2 is IPv6. */
  readonly family: number;
  readonly subsequent: number | undefined;
  readonly ranges: readonly AddressRange[] | undefined;
}

/** A prefix as its lowest address and its length, or two addresses. */
export type AddressRange =
  | { readonly from: Uint8Array; readonly length: number }
  | { readonly from: Uint8Array; readonly to: Uint8Array };

export const extension = defineExtension<readonly AddressFamily[]>({
  oid: '1.3.6.1.5.5.7.1.7',
  name: 'ipAddrBlocks',
  label: message('IP addresses that it may use'),
  read(der) {
    const inner = der.enter('ipAddrBlocks');
    const families: AddressFamily[] = [];
    while (!inner.atEnd) {
      const one = inner.enter('IPAddressFamily');
      const [high = 0, low = 0, subsequent] = one.element('addressFamily', tags.octetString).contents;
      const family = high * 256 + low;
      const isInherited = one.optional('inherit', tags.null) !== undefined;
      families.push({ family, subsequent, ranges: isInherited ? undefined : readRanges(one, family) });
      one.end('IPAddressFamily');
    }
    return families;
  },
  describe(families) {
    const entries = families.map(({ family, subsequent, ranges }) => ({
      family: familyName(family),
      ...(subsequent === undefined ? {} : { subsequentFamily: subsequent }),
      addresses: ranges?.map((range) => rangeText(range)) ?? 'inherit',
    }));
    const items = families.flatMap(({ family, ranges }) =>
      ranges
        ? ranges.map((range) => verbatim(`${familyName(family)} ${rangeText(range)}`))
        : [message('{family}: those of the issuer', { family: familyName(family) })],
    );
    return { text: verbatim(entries.map(({ family }) => family).join(', ')), json: entries, children: asItems(items) };
  },
});

function familyName(family: number): string {
  return family === 1 ? 'IPv4' : family === 2 ? 'IPv6' : String(family);
}

function readRanges(der: DerReader, family: number): AddressRange[] {
  const size = family === 1 ? 4 : 16;
  const inner = der.enter('addressesOrRanges');
  const ranges: AddressRange[] = [];
  while (!inner.atEnd) {
    if (inner.peekTag() === tags.bitString) {
      const { octets, bits } = readAddress(inner, size, 0);
      ranges.push({ from: octets, length: bits });
      continue;
    }
    const range = inner.enter('IPAddressRange');
    const from = readAddress(range, size, 0).octets;
    ranges.push({ from, to: readAddress(range, size, 0xff).octets });
    range.end('IPAddressRange');
  }
  return ranges;
}

/** A BIT STRING whose bits that are left out are those of `fill`. */
function readAddress(
  der: DerReader,
  size: number,
  fill: number,
): { readonly octets: Uint8Array; readonly bits: number } {
  const [unused = 0, ...given] = der.element('IPAddress', tags.bitString).contents.subarray(0, size + 1);
  const octets = new Uint8Array(size).fill(fill);
  octets.set(given);
  const last = given.length - 1;
  if (last >= 0 && fill !== 0) octets[last] = (given[last] ?? 0) | ((1 << (unused & 7)) - 1);
  return { octets, bits: Math.max(0, given.length * 8 - (unused & 7)) };
}

function rangeText(range: AddressRange): string {
  const from = formatAddress(range.from, false) ?? '';
  return 'to' in range ? `${from}-${formatAddress(range.to, false) ?? ''}` : `${from}/${range.length}`;
}
