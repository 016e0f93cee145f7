/**
 * Runs the cases of x509-limbo and prints how they went, for each namespace, and every difference. The cases are read
 * from the file that is named, or from TLSENSE_CORPORA.
 *
 *     npm run limbo:table [-- FILE.json[.gz]]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runCase } from './limbo/run-case.ts';
import { runCases } from './limbo/run-cases.ts';
import { outcomeOf, tally } from './limbo/tally.ts';
import type { TestCase } from './limbo/test-case.ts';

const corpora = process.env['TLSENSE_CORPORA'];
const path = process.argv[2] ?? (corpora && join(corpora, 'x509-limbo.part.json.gz'));
if (!path) {
  console.error('error: name a file, or set TLSENSE_CORPORA to the folder with x509-limbo.part.json.gz');
  process.exit(2);
}
const bytes = readFileSync(path);
const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
const { testcases } = JSON.parse(text) as { readonly testcases: readonly TestCase[] };

const now = new Date();
const began = performance.now();
const results = await runCases(testcases, now);
const total = performance.now() - began;
// Again, one by one, now that everything is warm.
const times: number[] = [];
for (const test of testcases) {
  const start = performance.now();
  await runCase(test, now);
  times.push(performance.now() - start);
}

const rows = tally(testcases, results);
console.log('| namespace | matched | wrongly accepted | wrongly refused | skipped |');
console.log('|---|---|---|---|---|');
for (const row of rows) {
  console.log(
    `| ${row.namespace} | ${row.matched} | ${row.wronglyAccepted} | ${row.wronglyRefused} | ${row.skipped} |`,
  );
}
times.sort((a, b) => a - b);
const milliseconds = (time: number | undefined): string => `${(time ?? 0).toFixed(1)} ms`;
console.log(
  `\n${results.length} cases in ${milliseconds(total)}; then one by one: median ${milliseconds(times[times.length >> 1])}, worst ${milliseconds(times.at(-1))}`,
);
for (const [i, test] of testcases.entries()) {
  const result = results[i];
  if (result && outcomeOf(test, result) !== 'matched') {
    console.log(`\n${test.id}: expected ${test.expected_result}, got ${result.actual_result}\n  ${result.context}`);
  }
}
