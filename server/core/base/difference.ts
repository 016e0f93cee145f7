/** The stretch of `before` that `after` has another one for, `by` longer. */
export function differenceOf<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (a: T, b: T) => boolean = isIdentical,
) {
  const by = after.length - before.length;
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && isSame(before[start] as T, after[start] as T)) start++;
  let end = before.length;
  while (end > start && end + by > start && isSame(before[end - 1] as T, after[end + by - 1] as T)) end--;
  return { start, end, by };
}

function isIdentical(a: unknown, b: unknown): boolean {
  return a === b;
}
