import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64, decodePlainBase64 } from '../../../server/core/pem/base64.ts';
import { SharedOctets } from '../../../server/core/pem/shared-octets.ts';

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

describe('as programs write it', () => {
  const octets = new SharedOctets();
  const plain = (text: string): Uint8Array | undefined => {
    const before = '-----BEGIN CERTIFICATE-----';
    const ascii = new TextEncoder().encode(`${before}${text}-----END CERTIFICATE-----`);
    return decodePlainBase64(ascii, before.length, before.length + text.length, octets);
  };
  const lines = fc.tuple(
    fc.uint8Array({ minLength: 1, maxLength: 20_000 }),
    fc.constantFrom(4, 64, 76),
    fc.constantFrom('\n', '\r\n'),
  );
  const written = ([bytes, width, end]: [Uint8Array, number, string]): string => {
    const text = Buffer.from(bytes).toString('base64');
    return [end, ...Array.from(text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [], (line) => line + end)].join('');
  };

  test('the octets are those that were encoded, and later ones do not change them', () => {
    fc.assert(
      fc.property(lines, lines, (one, other) => {
        const first = plain(written(one));
        const second = plain(written(other));
        expect(first && Buffer.from(first).equals(one[0])).toBe(true);
        expect(second && Buffer.from(second).equals(other[0])).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('of anything else there is nothing, or what the lenient reader says', () => {
    const characters = fc.constantFrom('A', '=', '\n', '\r', ' ', '\t', '-', '*', '\0', '/');
    fc.assert(
      fc.property(lines, fc.array(fc.tuple(fc.nat(), characters), { maxLength: 3 }), (all, changes) => {
        let text = written([all[0].slice(0, 60), 4, all[2]]);
        for (const [seed, character] of changes) {
          const at = seed % (text.length + 1);
          text = text.slice(0, at) + character + text.slice(at + (seed % 2));
        }
        const strict = plain(text);
        const lenient = decode(text);
        if (strict) expect(lenient.ok && Buffer.from(lenient.bytes).equals(strict)).toBe(true);
        if (strict) expect(text).not.toMatch(/\n[ \t\r\n]/);
        if (!strict)
          expect(
            octets
              .room(1)
              .slice(0, 100)
              .every((octet) => octet === 0),
          ).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
