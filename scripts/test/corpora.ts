import type { Outcome } from './outcome.ts';
import { countVitest } from './vitest.ts';

/**
 * The tests over data that is not part of the project. Where TLSENSE_CORPORA names no folder with it there is nothing
 * to test: this is said, and counts neither as passed nor as failed.
 */
export async function countCorpora(filter: string, scratch: string): Promise<Outcome> {
  if (process.env['TLSENSE_CORPORA']) return countVitest('corpora', filter, scratch);
  return { passed: 0, failed: 0, notes: ['not run, because TLSENSE_CORPORA names no folder with the test data'] };
}
