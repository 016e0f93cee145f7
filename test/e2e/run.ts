/**
 * Runs the end-to-end tests: our extension in a real VS Code, driven through a real browser.
 *
 *     node test/e2e/run.ts [node|web] [--filter TEXT] [--extension PATH] [--tests FOLDER] [--report FILE]
 *                               [--pictures FOLDER]
 *
 * `--extension` is a .vsix or a folder (default: a .vsix made now). The tests are FOLDER/<host>/*.test.ts (default:
 * test/e2e). Pictures go to FOLDER (default: test-results), as do logs and pictures of failures to test-results. `--report`
 * writes the counts as JSON. The pictures in the README are made by `npm run screenshots`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../scripts/setup/browser.ts';
import { onStop } from '../../scripts/setup/process-group.ts';
import { type HostKind, startHost } from './hosts.ts';
import { takeTests } from './test.ts';
import { type Outcome, runTest } from './window.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values, positionals } = parseArgs({
  options: {
    filter: { type: 'string', default: '' },
    extension: { type: 'string' },
    tests: { type: 'string', default: fileURLToPath(new URL('.', import.meta.url)) },
    report: { type: 'string' },
    pictures: { type: 'string', default: fileURLToPath(new URL('../../test-results', import.meta.url)) },
  },
  allowPositionals: true,
});

// The real path, because the folder that the extension host reports is compared with ours.
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'tlsense-e2e-')));
const results = join(root, 'test-results');
const pictures = resolve(values.pictures);
for (const folder of [results, pictures]) mkdirSync(folder, { recursive: true });

const open = new Set<{ end(): Promise<void> }>();
onStop(cleanUp);
const outcomes: Outcome[] = [];
const notes: string[] = [];
try {
  const browser = await startBrowser();
  for (const kind of ['node', 'web'] as const) {
    if (positionals.length === 0 || positionals.includes(kind)) outcomes.push(...(await runHost(kind, browser)));
  }
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`error: the end-to-end tests could not run: ${reason}`);
  outcomes.push({ name: 'run', seconds: 0, error: reason });
} finally {
  await cleanUp();
}

const failed = outcomes.filter(({ error }) => error !== undefined).length;
const passed = outcomes.length - failed;
if (values.report) writeFileSync(values.report, JSON.stringify({ passed, failed, notes }));
console.log(`End to end: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function startBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('there is no Chromium; npm test installs one');
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
      ...['--disable-background-networking', '--disable-component-update'],
      // The web worker host's extensions come from another port of this machine.
      '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,BlockInsecurePrivateNetworkRequests',
    ],
  });
  open.add({ end: () => browser.close() });
  return browser;
}

async function runHost(kind: HostKind, browser: Browser): Promise<readonly Outcome[]> {
  const folder = join(resolve(values.tests), kind);
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (name.endsWith('.test.ts')) await import(pathToFileURL(join(folder, name)).href);
  }
  const tests = takeTests().filter(({ name }) => name.includes(values.filter));
  if (tests.length === 0) return [];
  console.log(`\n${kind === 'node' ? 'Node' : 'Web worker'} extension host`);
  const place = join(scratch, kind);
  mkdirSync(place);
  const host = await startHost(kind, values.extension ?? packExtension(), place);
  open.add(host);
  const done: Outcome[] = [];
  for (const [index, test] of tests.entries()) {
    const attempt = (name: string) =>
      runTest(test, host, kind, browser, { workspace: join(place, name, test.folder), results, pictures });
    let outcome = await attempt(`workspace-${index + 1}`);
    print(test.name, outcome);
    // Keys and clicks race with a browser's drawing: once more, in a new window, and that is said in the summary.
    if (outcome.error !== undefined) {
      const first = outcome.error;
      outcome = await attempt(`workspace-${index + 1}-again`);
      print(`${test.name}, once more`, outcome);
      if (outcome.error === undefined) notes.push(`"${test.name}" passed the second time only: ${firstLine(first)}`);
    }
    done.push(outcome);
  }
  await host.end();
  open.delete(host);
  return done;
}

function print(name: string, { error, seconds }: Outcome): void {
  console.log(`  ${error === undefined ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
  if (error !== undefined) console.log(error.replaceAll(/^/gm, '      '));
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** The extension as a person installs it. Made once for both hosts. */
function packExtension(): string {
  const file = join(scratch, 'tlsense.vsix');
  if (!existsSync(file)) execFileSync(process.execPath, ['scripts/package.ts', file], { cwd: root, stdio: 'inherit' });
  return file;
}

async function cleanUp(): Promise<void> {
  for (const thing of open) await thing.end().catch(() => {});
  open.clear();
  rmSync(scratch, { recursive: true, force: true });
}
