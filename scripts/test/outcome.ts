/** What came of a runner. A test that could not run did not pass: it counts as failed, and the note says why. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly notes: readonly string[];
}

/** A runner that ended without counts: one failure. */
export function failure(note: string): Outcome {
  return { passed: 0, failed: 1, notes: [note] };
}
