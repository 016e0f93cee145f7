import { runCase } from './run-case.ts';
import type { CaseResult, TestCase } from './test-case.ts';

/** Cases under way at once: while the signatures of one are verified on other threads, the next is read. */
const atOnce = 8;

/** Runs the cases; the results are in their order. */
export async function runCases(tests: readonly TestCase[], now: Date): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  const entries = tests.entries();
  const work = async (): Promise<void> => {
    for (const [i, test] of entries) results[i] = await runCase(test, now);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
