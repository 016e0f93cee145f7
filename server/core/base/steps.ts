import { nextTurn } from './event-loop.ts';

/** Long work: after each step others may have their turn. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Of work that may be done at once, or step by step: whether it is to be. */
export function areSteps<T extends object>(work: T | Steps<T>): work is Steps<T> {
  return 'next' in work;
}

export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await nextTurn();
  }
}
