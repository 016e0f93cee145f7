/**
 * Calls `load` once, with the first who asks. For modules that are loaded on demand and asked for thousands of times:
 * `import()` of a module that is there already takes some 50 µs.
 */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
