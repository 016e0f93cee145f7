import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, runCommand } from './command.ts';
import { failure, type Outcome } from './outcome.ts';

/** What is read of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const limitMinutes = 20;

/** Runs the tests in test/<kind> whose path contains `filter`; `scratch` is a folder for the report. */
export async function countVitest(kind: string, filter: string, scratch: string): Promise<Outcome> {
  const folder = `test/${kind}`;
  if (!hasTests(folder)) return failure(`there are no tests in ${folder}`);
  const file = join(scratch, `${kind}.json`);
  const args = ['run', `${folder}/${filter}`, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ending = await runCommand('vitest', args, limitMinutes);
  if (!existsSync(file)) return failure(explain('vitest', ending));

  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const notes: string[] = [];
  for (const { name, status, assertionResults } of report.testResults) {
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
      notes.push(`${name} could not be run`);
    }
    for (const test of assertionResults) {
      if (test.status !== 'passed' && test.status !== 'failed') notes.push(`${test.fullName} was not run`);
    }
  }
  const { numPassedTests: passed, numFailedTests } = report;
  // An error outside all tests fails the run without failing a test.
  if (numFailedTests + notes.length === 0 && ending !== 0) notes.push(explain('vitest', ending));
  if (passed + numFailedTests + notes.length === 0) notes.push(`no test matches ${folder}/${filter}`);
  return { passed, failed: numFailedTests + notes.length, notes };
}

function hasTests(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => `${name}`.endsWith('.test.ts'));
}
