/** Of elements in the order of a text, the index of the last that starts at an offset or before it; -1 where none does. */
export function lastStarting<T>(elements: readonly T[], offset: number, startOf: (element: T) => number): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(elements[middle] as T) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
