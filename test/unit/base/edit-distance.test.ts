import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '../../../server/core/base/edit-distance.ts';

test.each([
  ['ssl_protocol', 'ssl_protocols', 1],
  ['ssl_protcools', 'ssl_protocols', 1],
  ['lisetn', 'listen', 1],
  ['listen', 'listen', 0],
  ['', 'ab', 2],
])('%s and %s are %i apart', (a, b, distance) => {
  expect(editDistance(a, b, 4)).toBe(distance);
});

/** All cells of the table, without a bound. */
function distanceOf(a: string, b: string): number {
  const cells: number[][] = [];
  const at = (i: number, j: number): number => cells[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = [];
    cells.push(row);
    for (let j = 0; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        i === 0 && j === 0 ? 0 : Number.POSITIVE_INFINITY,
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_'), maxLength: 9 });

test('no more than the limit is told of any two words', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 6 }), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(distanceOf(a, b), limit));
    }),
    { numRuns: 2000 },
  );
});
