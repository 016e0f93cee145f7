import { expect, test } from 'vitest';
import { Changes, type Interest } from '../../../server/core/workspace/changes.ts';

test('what changed since a revision is told, and what did not', () => {
  const changes = new Changes();
  changes.mark(['file a']);
  const { revision } = changes;
  changes.mark(['file b']);
  expect(changes.since(revision, ['file a'])).toBe(false);
  expect(changes.since(revision, ['file a', 'file b'])).toBe(true);
});

test('of very many changes those long ago are forgotten: anything may be different then, and nothing is kept for ever', () => {
  const changes = new Changes();
  const long: number[] = [];
  let asked = 0;
  const isForgotten = (): boolean => {
    asked++;
    return changes.since(long[0] ?? 0, ['file untouched']);
  };
  changes.mark(['file first']);
  long.push(changes.revision);
  while (asked < 60 && !isForgotten()) {
    changes.mark(Array.from({ length: 10_000 }, (_, i): Interest => `file ${asked} ${i}`));
  }
  expect(isForgotten()).toBe(true);
  // What is asked from now on is told as before.
  const { revision } = changes;
  changes.mark(['file a']);
  expect(changes.since(revision, ['file b'])).toBe(false);
  expect(changes.since(revision, ['file a'])).toBe(true);
});
