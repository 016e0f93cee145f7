import { expect } from 'vitest';

/** A place is the same wherever it is told from. */
expect.addEqualityTesters([
  (a: unknown, b: unknown) =>
    isPlace(a) && isPlace(b) && ('toJSON' in a || 'toJSON' in b) ? a.start === b.start && a.end === b.end : undefined,
]);

interface Place {
  readonly start: number;
  readonly end: number;
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const { start, end } = value as Partial<Place>;
  return typeof start === 'number' && typeof end === 'number';
}
