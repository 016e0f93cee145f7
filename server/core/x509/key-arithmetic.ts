import type * as Arithmetic from './derive-public-key.ts';

let loaded: typeof Arithmetic | undefined;

/** Thrown where a key needs arithmetic that nothing has needed before; `withKeyArithmetic` catches it. */
class NotLoaded extends Error {}

/** The arithmetic of curves and fields, of which 26 kB are a library that most sessions never need. */
export function keyArithmetic(): typeof Arithmetic {
  if (!loaded) throw new NotLoaded('private keys are read inside of withKeyArithmetic');
  return loaded;
}

export async function loadKeyArithmetic(): Promise<void> {
  loaded ??= await import('./derive-public-key.ts');
}

/**
 * Reads something that may hold private keys. Readers wait for nothing, and whether a key's public half has to be
 * computed shows only deep inside of it: then the reading is given up and done once more with the arithmetic loaded,
 * at most once in the life of the process.
 */
export async function withKeyArithmetic<T>(read: () => T): Promise<T> {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NotLoaded)) throw error;
    await loadKeyArithmetic();
    return read();
  }
}
