/**
 * x509-limbo's harness: reads limbo.json from standard input and writes the results to standard output.
 *
 *     npm run --silent limbo < limbo.json > results.json
 */
import { text } from 'node:stream/consumers';
import { runCases } from './limbo/run-cases.ts';
import type { TestCase } from './limbo/test-case.ts';

const { testcases } = JSON.parse(await text(process.stdin)) as { readonly testcases: readonly TestCase[] };
const results = await runCases(testcases, new Date());
process.stdout.write(`${JSON.stringify({ version: 1, harness: 'tlsense', results })}\n`);
