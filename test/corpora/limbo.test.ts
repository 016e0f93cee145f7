/**
 * x509-limbo: no certificate is accepted that must be refused, every other difference is argued in docs/limbo.md, and no
 * case takes long.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { runCase } from '../../scripts/limbo/run-case.ts';
import { outcomeOf } from '../../scripts/limbo/tally.ts';
import type { CaseResult, TestCase } from '../../scripts/limbo/test-case.ts';
import { corpus } from './corpora.ts';

/** The cases that name no time are judged as of this one. */
const now = new Date('2026-11-24T00:00:00Z');

let cases: readonly TestCase[] = [];
const results: CaseResult[] = [];
/** The shortest time of each case in milliseconds, after warming up: what else the machine does only makes it longer. */
const times: number[] = [];
const rounds = 6;

beforeAll(async () => {
  cases = JSON.parse(gunzipSync(readFileSync(corpus('x509-limbo.part.json.gz'))).toString('utf8')).testcases;
  for (const test of cases) results.push(await runCase(test, now));
  for (let round = 0; round < rounds; round++) {
    for (const [i, test] of cases.entries()) {
      const before = performance.now();
      await runCase(test, now);
      times[i] = Math.min(times[i] ?? Number.POSITIVE_INFINITY, performance.now() - before);
    }
  }
}, 120_000);

const differences = (outcome: string): string[] =>
  cases.filter((test, i) => outcomeOf(test, results[i] ?? missing(test.id)) === outcome).map(({ id }) => id);

function missing(id: string): CaseResult {
  return { id, actual_result: 'SKIPPED', context: 'it was not run' };
}

test('there are cases, and each was run', () => {
  expect(cases.length).toBeGreaterThan(700);
  expect(differences('skipped')).toEqual([]);
});

test('no case fails for a bug', () => {
  expect(results.filter(({ context }) => context.startsWith('bug:'))).toEqual([]);
});

test('nothing is accepted that must be refused', () => {
  expect(differences('wronglyAccepted')).toEqual([]);
});

test('every certificate that is refused against the expectation is argued, and no other', () => {
  const argued = [...readFileSync('docs/limbo.md', 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(([, id]) => id);
  expect(differences('wronglyRefused').sort()).toEqual(argued.sort());
});

test('the median case takes less than a millisecond, the worst less than half a second, all of them less than three', () => {
  const sorted = times.toSorted((a, b) => a - b);
  expect(sorted[sorted.length >> 1]).toBeLessThan(1);
  expect(sorted.at(-1)).toBeLessThan(500);
  expect(times.reduce((sum, time) => sum + time, 0)).toBeLessThan(3_000);
});
