import type { CaseResult, TestCase } from './test-case.ts';

/** How the results of one namespace compare with what was expected. */
export interface Tally {
  readonly namespace: string;
  readonly matched: number;
  readonly wronglyAccepted: number;
  readonly wronglyRefused: number;
  readonly skipped: number;
}

export type Outcome = Exclude<keyof Tally, 'namespace'>;

export function outcomeOf({ expected_result }: TestCase, { actual_result }: CaseResult): Outcome {
  if (actual_result === 'SKIPPED') return 'skipped';
  if (actual_result === expected_result) return 'matched';
  return actual_result === 'SUCCESS' ? 'wronglyAccepted' : 'wronglyRefused';
}

/** By namespace; BetterTLS, which has thousands of cases, by its suites. */
export function tally(tests: readonly TestCase[], results: readonly CaseResult[]): Tally[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  const rows = new Map<string, Tally>();
  for (const test of tests) {
    const result = byId.get(test.id);
    if (!result) continue;
    const namespace = namespaceOf(test.id);
    const row = rows.get(namespace) ?? {
      namespace,
      matched: 0,
      wronglyAccepted: 0,
      wronglyRefused: 0,
      skipped: 0,
    };
    const outcome = outcomeOf(test, result);
    rows.set(namespace, { ...row, [outcome]: row[outcome] + 1 });
  }
  return [...rows.values()].sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
}

function namespaceOf(id: string): string {
  const [first = '', second = ''] = id.split('::');
  return first === 'bettertls' ? `${first}::${second}` : first;
}
