import { limits } from '../base/limits.ts';
import { inTurns, type Steps } from '../base/steps.ts';
import type * as Arithmetic from './derive-public-key.ts';

let loaded: typeof Arithmetic | undefined;
/** What public halves may still cost in the reading that is under way, in milliseconds. */
let left = Number.POSITIVE_INFINITY;

/** Thrown where a key needs arithmetic that nothing has needed before; `withKeyArithmetic` catches it. */
class NotLoaded extends Error {}

/**
 * The arithmetic of curves and fields, of which 26 kB are a library that most sessions never need. Undefined where
 * another `milliseconds` are too many for one text.
 */
export function keyArithmetic(milliseconds: number): typeof Arithmetic | undefined {
  if (!loaded) throw new NotLoaded('private keys are read inside of withKeyArithmetic');
  if (milliseconds > left) return undefined;
  left -= milliseconds;
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
export function withKeyArithmetic<T>(read: () => T): Promise<T> {
  return onceMoreWhereNotLoaded(async () => within({ left: limits.publicHalves }, read));
}

/** The same with turns for others between the steps. */
export function withKeyArithmeticInTurns<T>(read: () => Steps<T>): Promise<T> {
  return onceMoreWhereNotLoaded(() => inTurns(boundedSteps(read())));
}

async function onceMoreWhereNotLoaded<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof NotLoaded)) throw error;
    await loadKeyArithmetic();
    return read();
  }
}

/** What is left of the milliseconds of one reading. */
interface Budget {
  left: number;
}

function within<T>(budget: Budget, read: () => T): T {
  left = budget.left;
  try {
    return read();
  } finally {
    budget.left = left;
    left = Number.POSITIVE_INFINITY;
  }
}

function* boundedSteps<T>(steps: Steps<T>): Steps<T> {
  const budget = { left: limits.publicHalves };
  for (;;) {
    const { done, value } = within(budget, () => steps.next());
    if (done) return value;
    yield;
  }
}
