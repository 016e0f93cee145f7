import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64 } from '../../../server/core/pem/base64.ts';

const decode = (text: string): ReturnType<typeof decodeBase64> => decodeBase64(text, 0, text.length);

test('what Node.js encodes is decoded, white space anywhere', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(fc.constantFrom(' ', '\n', '\r\n', '\t'), { maxLength: 20 }),
      fc.nat(),
      (bytes, spaces, seed) => {
        let text = Buffer.from(bytes).toString('base64');
        spaces.forEach((space, i) => {
          const at = (seed * (i + 7)) % (text.length + 1);
          text = text.slice(0, at) + space + text.slice(at);
        });
        const read = decode(text);
        expect(read.ok && Buffer.from(read.bytes).equals(Buffer.from(bytes))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ['AAEC*AAA', 4, 'character'],
  ['AA\u2013C', 2, 'character'],
  ['AA-_', 2, 'character'],
  ['AAECAAEC\nA!', 10, 'character'],
  ['AA==AAEC', 4, 'padding'],
  ['AAE==', 4, 'padding'],
  ['=', 0, 'padding'],
  ['AAEC=', 4, 'padding'],
  ['AA=?', 3, 'character'],
  ['A', 1, 'length'],
  ['AA', 2, 'length'],
  ['AAE', 3, 'length'],
  ['AAECA', 5, 'length'],
  ['AA=', 3, 'length'],
])('%j is broken at %i: %s', (text, at, reason) => {
  expect(decode(text)).toEqual({ ok: false, at, reason });
});

test('any text: an error lies inside, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const read = decode(text);
      if (!read.ok) expect(read.at >= 0 && read.at <= text.length).toBe(true);
    }),
  );
});

test('only the given part is read', () => {
  const read = decodeBase64('!!AAEC!!', 2, 6);
  expect(read.ok && [...read.bytes]).toEqual([0, 1, 2]);
});
