/** The stretch of `before` that `after` has another one for, `by` longer. */
export function differenceOf<T>(before: readonly T[], after: readonly T[]) {
  const by = after.length - before.length;
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start] === after[start]) start++;
  let end = before.length;
  while (end > start && end + by > start && before[end - 1] === after[end + by - 1]) end--;
  return { start, end, by };
}
