/** Interrupts the file system, in a test that has `interruptible` for the mock of `node:fs/promises`. */

/** What happens to the operation with the number `at`, and for a kill to all that follow. */
const interruption = { at: 0, how: 'failure' as 'failure' | 'kill', count: 0, reached: () => {} };

export async function interruptible(importOriginal: <T>() => Promise<T>): Promise<Record<string, unknown>> {
  const real = await importOriginal<Record<string, unknown>>();
  return Object.fromEntries(
    Object.entries(real).map(([name, value]) => [
      name,
      typeof value === 'function' ? interrupted(value as never) : value,
    ]),
  );
}

function interrupted(operation: (...args: unknown[]) => unknown) {
  return (...args: unknown[]): unknown => {
    interruption.count++;
    const isFailing = interruption.count === interruption.at;
    if (interruption.how === 'kill' && interruption.at > 0 && interruption.count >= interruption.at) {
      interruption.reached();
      return new Promise(() => {});
    }
    if (isFailing) return Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }));
    return operation(...args);
  };
}

/** Does something of which the operation `at` fails, or is the last one tried; gives the number of operations there were. */
export async function interrupt(
  work: () => Promise<unknown>,
  at: number,
  how: 'failure' | 'kill' = 'failure',
): Promise<number> {
  Object.assign(interruption, { at, how, count: 0 });
  const reached = new Promise<void>((resolve) => {
    interruption.reached = resolve;
  });
  await Promise.race([work(), reached]);
  const { count } = interruption;
  Object.assign(interruption, { at: 0 });
  return count;
}
