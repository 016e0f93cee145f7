/**
 * x509-limbo's harness: reads limbo.json from standard input and writes the results to standard output.
 *
 *     npm run --silent limbo < limbo.json > results.json
 */
import { text } from 'node:stream/consumers';
import { runCase } from './limbo/run-case.ts';
import type { CaseResult, TestCase } from './limbo/test-case.ts';

const { testcases } = JSON.parse(await text(process.stdin)) as { readonly testcases: readonly TestCase[] };
const now = new Date();
const results: CaseResult[] = [];
for (const test of testcases) results.push(await runCase(test, now));
process.stdout.write(`${JSON.stringify({ version: 1, harness: 'tlsense', results })}\n`);
