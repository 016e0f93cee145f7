import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUpBrowser } from '../setup/browser.ts';
import { setUpEditor } from '../setup/editor.ts';
import { explain, runCommand } from './command.ts';
import { failure, type Outcome } from './outcome.ts';

const limitMinutes = 30;

/** Sets up the editor and the browser. Returns what is in the way when it cannot. */
export async function setUpEndToEnd(): Promise<string | undefined> {
  if (!setUpEditor('because the end-to-end tests run in a real editor')) {
    return 'VS Code for the browser could not be installed in test/e2e; npm says why above';
  }
  if ((await setUpBrowser()) === undefined) {
    return 'there is no Chromium, and none could be installed; please install chromium with your package manager';
  }
  return undefined;
}

/** Runs the end-to-end tests, or those of one host. */
export async function countEndToEnd(host: string, scratch: string): Promise<Outcome> {
  const report = join(scratch, 'e2e.json');
  const args = ['test/e2e/run.ts', '--report', report, ...(host ? [host] : [])];
  const ending = await runCommand('node', args, limitMinutes);
  if (!existsSync(report)) return failure(explain('test/e2e/run.ts', ending));
  return JSON.parse(readFileSync(report, 'utf8')) as Outcome;
}
