import { expect, test } from 'vitest';
import { DerReader } from '../../../server/core/asn1/der-reader.ts';
import { encode } from '../../../server/core/asn1/encode.ts';
import { readName } from '../../../server/core/x509/name.ts';
import { cpuTime } from '../../support/cpu-time.ts';

/** An attribute, by the last number of its type. */
function attribute(type: number, value: string): Uint8Array {
  return encode(0x30, encode(6, Uint8Array.of(0x55, 4, type)), encode(0x0c, new TextEncoder().encode(value)));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function read(rdns: readonly (readonly Uint8Array[])[]): DerReader {
  const der = DerReader.over(encode(0x30, joined(rdns.map((rdn) => encode(0x31, joined(rdn))))));
  readName(der, 'subject');
  return der;
}

test.each([
  [true, [attribute(3, 'a'), attribute(3, 'b'), attribute(3, 'b'), attribute(10, 'a')]],
  [true, [attribute(10, 'a'), attribute(3, 'aa')]],
  [false, [attribute(3, 'b'), attribute(3, 'a')]],
  [false, [attribute(3, 'a'), attribute(10, 'b'), attribute(3, 'b')]],
  [false, [attribute(3, 'aa'), attribute(10, 'a')]],
])('that attributes of one part are in the order of their octets is %s', (isRight, attributes) => {
  const { violations } = read([attributes]);
  expect(violations.length === 0).toBe(isRight);
});

test('the order of thousands costs less than reading them', () => {
  const attributes = Array.from({ length: 20_000 }, (_, i) => attribute(3, `v${10_000 + i}`));
  const alone = attributes.map((one) => [one]);
  const timeOf = (rdns: readonly (readonly Uint8Array[])[]): number => {
    read(rdns);
    const used = cpuTime();
    for (let i = 0; i < 3; i++) read(rdns);
    return used();
  };
  expect(timeOf([attributes])).toBeLessThan(timeOf(alone) * 1.7);
});
