import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNamedBits } from '../../../server/core/asn1/bit-string.ts';
import { readBoolean, readDefaultFalse } from '../../../server/core/asn1/boolean.ts';
import { DerReader } from '../../../server/core/asn1/der-reader.ts';
import { readInteger, readSmallInteger } from '../../../server/core/asn1/integer.ts';
import { readObjectIdentifier } from '../../../server/core/asn1/object-identifier.ts';
import { readString } from '../../../server/core/asn1/string.ts';
import { tags } from '../../../server/core/asn1/tags.ts';
import { readTime } from '../../../server/core/asn1/time.ts';
import { bytes, hex } from './bytes.ts';

/** Reads `input` and what follows it, which must be nothing. */
function run<T>(input: string, read: (der: DerReader) => T): { value: T; failure: unknown; violations: number } {
  const der = DerReader.over(bytes(input));
  const value = read(der);
  der.end('value');
  return { value, failure: der.failure, violations: der.violations.length };
}

const sequence = (der: DerReader): string[] => {
  const found: string[] = [];
  for (const inner = der.enter('list'); !inner.atEnd; ) found.push(hex(inner.element('entry').bytes));
  return found;
};

test.each([
  ['30 00', []],
  ['30 03 02 01 05', ['020105']],
  ['30 06 02 01 05 04 01 ff', ['020105', '0401ff']],
  [`30 81 80 04 7e ${'00'.repeat(126)}`, [`047e${'00'.repeat(126)}`]],
])('SEQUENCE %s', (input, expected) => {
  expect(run(input, sequence)).toEqual({ value: expected, failure: undefined, violations: 0 });
});

test.each([
  ['nothing', '', { code: 'missing', offset: 0, expected: 'SEQUENCE' }],
  ['another tag', '31 00', { code: 'tag', offset: 0, expected: 'SEQUENCE', found: 'SET' }],
  ['a context tag', 'a3 00', { code: 'tag', offset: 0, expected: 'SEQUENCE', found: '[3]' }],
  ['no length', '30', { code: 'truncated', offset: 0, expected: 2, found: 1 }],
  ['too few octets', '30 05 02 01 05', { code: 'truncated', offset: 0, expected: 7, found: 5 }],
  ['too few octets inside', '30 03 02 02 05', { code: 'truncated', offset: 2, expected: 4, found: 3 }],
  ['a length that is cut off', '30 82 01', { code: 'truncated', offset: 0, expected: 4, found: 3 }],
  ['a length without end', '30 80 00 00', { code: 'indefinite-length', offset: 0 }],
  ['a length of five octets', '30 85 01 00 00 00 00', { code: 'long-length', offset: 0 }],
  ['octets after it', '30 00 00 01', { code: 'trailing', offset: 2, found: 2 }],
  ['a tag of two octets inside', '30 03 1f 01 00', { code: 'long-tag', offset: 2 }],
])('fails at %s', (_, input, failure) => {
  expect(run(input, sequence).failure).toMatchObject(failure);
});

test.each([
  ['30 81 03 02 01 05', 1],
  ['30 82 00 03 02 01 05', 1],
  [`30 82 00 80 04 7e ${'00'.repeat(126)}`, 1],
])('a length that could be shorter is read and noted: %s', (input, violations) => {
  const read = run(input, sequence);
  expect([read.failure, read.violations, read.value.length]).toEqual([undefined, violations, 1]);
});

test('nesting is bounded', () => {
  let deep = new Uint8Array(0);
  for (let i = 0; i < 200; i++) deep = Uint8Array.from([0x30, 0x82, deep.length >> 8, deep.length & 0xff, ...deep]);
  const der = DerReader.over(deep);
  let levels = 0;
  for (let inner = der; !inner.atEnd && levels < 1000; levels++) inner = inner.enter('level');
  expect(der.failure).toMatchObject({ code: 'depth', limit: 64 });
  expect(levels).toBeLessThan(70);
});

test('the first failure is kept, and everything after it is empty', () => {
  const der = DerReader.over(bytes('30 03 02 01 05'));
  const inner = der.enter('list');
  inner.element('text', tags.utf8String);
  expect(hex(inner.element('number', tags.integer).bytes)).toBe('');
  expect([inner.atEnd, inner.peekTag(), der.atEnd]).toEqual([true, undefined, true]);
  expect(der.failure).toMatchObject({ code: 'tag', what: 'text', offset: 2 });
});

test('offsets count from the object that the bytes are part of', () => {
  const der = DerReader.over(bytes('02 01'), 100);
  der.element('number', tags.integer);
  expect(der.failure).toMatchObject({ offset: 100 });
});

test.each([
  ['02 01 00', '00', 0],
  ['02 02 00 80', '0080', 0],
  ['02 02 ff 7f', 'ff7f', 0],
  ['02 02 00 7f', '007f', 1],
  ['02 02 ff 80', 'ff80', 1],
])('INTEGER %s', (input, octets, violations) => {
  const read = run(input, (der) => hex(readInteger(der, 'number')));
  expect(read).toEqual({ value: octets, failure: undefined, violations });
});

test.each([
  ['02 00', 'value'],
  ['02 05 01 00 00 00 00', 'value'],
  ['02 01 ff', 'value'],
])('no small INTEGER: %s', (input, code) => {
  expect(run(input, (der) => readSmallInteger(der, 'number')).failure).toMatchObject({ code });
});

test.each([
  ['02 01 05', 5],
  ['02 02 01 00', 256],
  ['02 04 7f ff ff ff', 0x7fffffff],
])('small INTEGER %s', (input, value) => {
  expect(run(input, (der) => readSmallInteger(der, 'number'))).toEqual({ value, failure: undefined, violations: 0 });
});

test.each([
  ['01 01 ff', true, 0],
  ['01 01 00', false, 0],
  ['01 01 01', true, 1],
])('BOOLEAN %s', (input, value, violations) => {
  expect(run(input, (der) => readBoolean(der, 'flag'))).toEqual({ value, failure: undefined, violations });
});

test('FALSE is not written where it is the default', () => {
  expect(run('01 01 00', (der) => readDefaultFalse(der, 'flag'))).toMatchObject({ value: false, violations: 1 });
  expect(run('', (der) => readDefaultFalse(der, 'flag'))).toMatchObject({ value: false, violations: 0 });
});

test.each([
  ['03 02 05 a0', [0, 2], 0],
  ['03 03 07 00 80', [8], 0],
  ['03 01 00', [], 0],
  ['03 02 05 a1', [0, 2], 1],
])('named bits %s', (input, value, violations) => {
  expect(run(input, (der) => readNamedBits(der, 'bits'))).toEqual({ value, failure: undefined, violations });
});

test.each(['03 00', '03 01 01', '03 02 08 00'])('no BIT STRING: %s', (input) => {
  expect(run(input, (der) => readNamedBits(der, 'bits')).failure).toMatchObject({ code: 'value' });
});

test.each([
  ['06 03 55 1d 11', '2.5.29.17'],
  ['06 06 2a 86 48 86 f7 0d', '1.2.840.113549'],
  ['06 01 27', '0.39'],
  ['06 02 88 37', '2.999'],
  ['06 0b 69 81 ff ff ff ff ff ff ff ff 7f', '2.25.18446744073709551615'],
])('OBJECT IDENTIFIER %s is %s', (input, dotted) => {
  expect(run(input, (der) => readObjectIdentifier(der, 'type')).value).toBe(dotted);
});

test.each([
  ['empty', '06 00'],
  ['cut off within an arc', '06 02 2a 86'],
  ['an arc with a padded start', '06 03 2a 80 01'],
  ['too long', `06 41 ${'2a'.repeat(65)}`],
])('no OBJECT IDENTIFIER: %s', (_, input) => {
  expect(run(input, (der) => readObjectIdentifier(der, 'type')).failure).toMatchObject({ code: 'value' });
});

const text = (value: string): string => Buffer.from(value).toString('hex');
const typed = (tag: number, value: string): string =>
  `${tag.toString(16).padStart(2, '0')}${value.length.toString(16).padStart(2, '0')}${text(value)}`;

test.each([
  [tags.utcTime, '261123120000Z', '2026-11-23T12:00:00.000Z', 0],
  [tags.utcTime, '491231235959Z', '2049-12-31T23:59:59.000Z', 0],
  [tags.utcTime, '500101000000Z', '1950-01-01T00:00:00.000Z', 0],
  [tags.generalizedTime, '20500101000000Z', '2050-01-01T00:00:00.000Z', 0],
  [tags.generalizedTime, '99991231235959Z', '9999-12-31T23:59:59.000Z', 0],
  [tags.generalizedTime, '00010101000000Z', '0001-01-01T00:00:00.000Z', 0],
  [tags.generalizedTime, '20240229000000Z', '2024-02-29T00:00:00.000Z', 0],
  [tags.utcTime, '2611231200Z', '2026-11-23T12:00:00.000Z', 1],
  [tags.utcTime, '261123120000+0130', '2026-11-23T10:30:00.000Z', 1],
  [tags.generalizedTime, '20510101000000.5Z', '2051-01-01T00:00:00.000Z', 1],
])('time %i %s', (tag, written, expected, violations) => {
  const read = run(typed(tag, written), (der) => readTime(der, 'time').toISOString());
  expect(read).toEqual({ value: expected, failure: undefined, violations });
});

test.each([
  [tags.utcTime, '261323120000Z'],
  [tags.utcTime, '260230120000Z'],
  [tags.utcTime, '261123240000Z'],
  [tags.utcTime, '261123125960Z'],
  [tags.utcTime, '20261123120000Z'],
  [tags.utcTime, '261123120000'],
  [tags.generalizedTime, '261123120000Z'],
  [tags.generalizedTime, ''],
  [tags.utf8String, '261123120000Z'],
])('no time: %i %s', (tag, written) => {
  expect(run(typed(tag, written), (der) => readTime(der, 'time').getTime()).failure).toBeDefined();
});

test.each([
  ['UTF8String', '0c 06 c3 bc f0 9f 94 91', 'ü🔑', 0],
  ['UTF8String that is none', '0c 02 c3 28', '\ufffd(', 1],
  ['PrintableString', '13 03 41 20 42', 'A B', 0],
  ['PrintableString with *', '13 02 2a 2e', '*.', 1],
  ['PrintableString that is UTF-8', '13 02 c3 bc', 'ü', 1],
  ['IA5String', '16 03 61 40 62', 'a@b', 0],
  ['IA5String with ü', '16 01 fc', 'ü', 1],
  ['TeletexString', '14 01 fc', 'ü', 0],
  ['BMPString', '1e 04 00 fc 4e 2d', 'ü中', 0],
  ['BMPString of odd length', '1e 03 00 41 00', 'A', 1],
  ['UniversalString', '1c 04 00 01 f5 11', '🔑', 0],
  ['UniversalString beyond Unicode', '1c 04 00 11 00 00', '\ufffd', 1],
])('%s', (_, input, value, violations) => {
  expect(run(input, (der) => readString(der, 'text'))).toEqual({ value, failure: undefined, violations });
});

test('any bytes: every walk ends without an exception, inside the bytes', () => {
  const walk = (der: DerReader): number => {
    let seen = 0;
    while (!der.atEnd) {
      const tag = der.peekTag() ?? 0;
      seen += tag & 0x20 ? walk(der.enter('value', tag)) : der.element('value').contents.length;
      seen++;
    }
    return seen;
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
      const der = DerReader.over(input);
      expect(walk(der)).toBeLessThanOrEqual(input.length * 65);
      if (der.failure) expect(der.failure.offset).toBeLessThanOrEqual(input.length);
    }),
    { numRuns: 500 },
  );
});

test('counting values agrees with reading them', () => {
  const list = DerReader.over(bytes('30 0a 02 01 05 04 01 ff 30 00 05 00')).enter('list');
  expect(list.count()).toBe(4);
  expect(DerReader.over(bytes('02 01 05 02 01 06 30 00')).count()).toBe(3);
});
