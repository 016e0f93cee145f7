import { nextTurn } from '../core/base/event-loop.ts';

/**
 * How long work in the background stands back for one request. Each step of an answer (a file, a module) comes behind a
 * piece of that work otherwise; what takes longer waits for something itself, perhaps for that very work.
 */
const patienceMilliseconds = 100;

/** The requests that are being answered. */
export class Traffic {
  readonly #began = new Map<symbol, number>();

  /** Counts a request until the returned function is called. */
  enter(): () => void {
    const request = Symbol('request');
    this.#began.set(request, performance.now());
    return () => void this.#began.delete(request);
  }

  /** Resolves once the requests that just came are answered. */
  async giveWay(patience = patienceMilliseconds): Promise<void> {
    const until = performance.now() + patience;
    while (performance.now() < until && this.#hasNew(patience)) await nextTurn();
  }

  #hasNew(patience: number): boolean {
    const since = performance.now() - patience;
    for (const began of this.#began.values()) if (began > since) return true;
    return false;
  }
}
