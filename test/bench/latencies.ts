import { performance } from 'node:perf_hooks';

const everyMilliseconds = 20;

/** How long a question takes that is asked again and again while something else goes on. */
export class Latencies {
  readonly #ask: () => Promise<unknown>;
  #timer: ReturnType<typeof setInterval> | undefined;
  #taken: number[] = [];
  readonly #waiting = new Set<Promise<void>>();

  constructor(ask: () => Promise<unknown>) {
    this.#ask = ask;
  }

  start(): void {
    this.#taken = [];
    this.#timer = setInterval(() => {
      const from = performance.now();
      const asked: Promise<void> = this.#ask().then(() => {
        this.#taken.push(performance.now() - from);
        this.#waiting.delete(asked);
      });
      this.#waiting.add(asked);
    }, everyMilliseconds);
  }

  /** Milliseconds. */
  async stop(): Promise<{ readonly max: number; readonly p95: number; readonly count: number }> {
    clearInterval(this.#timer);
    await Promise.all(this.#waiting);
    const sorted = this.#taken.toSorted((a, b) => a - b);
    return {
      max: sorted.at(-1) ?? 0,
      p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
      count: sorted.length,
    };
  }
}
