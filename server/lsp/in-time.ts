/** Whether something is there within so many milliseconds; rejects as it does. */
export function isThereIn(milliseconds: number, something: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    something.then(() => resolve(true), reject).finally(() => clearTimeout(timer));
  });
}
