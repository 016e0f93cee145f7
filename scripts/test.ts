// `npm test`: sets up what is missing, runs every runner, and closes with one line `N passed, N failed` over all of them.
// Arguments name runners: `npm test -- lint unit`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installPeers } from './setup/debian-packages.ts';

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly note?: string;
}

const vitestFolders = ['tidy', 'unit', 'features', 'protocol', 'handshake', 'corpora'];
const runners: Readonly<Record<string, () => Outcome>> = {
  lint: () => command('biome', ['check', '--error-on-warnings', '.']),
  types: () => command('node', ['scripts/types.ts']),
  build: () => command('node', ['scripts/build.ts']),
  ...Object.fromEntries(vitestFolders.filter(hasTests).map((folder) => [folder, () => vitest(folder)])),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in runners));
if (unknown.length > 0) {
  console.error(`error: there is no runner ${unknown.join(', ')}\nhint: choose of ${Object.keys(runners).join(', ')}`);
  process.exit(2);
}

const missing = installPeers();
if (missing.length > 0) console.log(`Not there: ${missing.join(', ')}. Tests that need them fail.`);
const outcomes = new Map<string, Outcome>();
for (const [name, run] of Object.entries(runners)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n== ${name}`);
  outcomes.set(name, run());
}

console.log('\n== summary');
let passed = 0;
let failed = 0;
for (const [name, outcome] of outcomes) {
  passed += outcome.passed;
  failed += outcome.failed;
  console.log(`${name}: ${outcome.passed} passed, ${outcome.failed} failed${outcome.note ? ` (${outcome.note})` : ''}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function command(program: string, args: readonly string[]): Outcome {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (status === 0) return { passed: 1, failed: 0 };
  return { passed: 0, failed: 1, note: error ? `could not run: ${error.message}` : `exit code ${status}` };
}

function hasTests(folder: string): boolean {
  const at = `test/${folder}`;
  return existsSync(at) && readdirSync(at, { recursive: true }).some((name) => String(name).endsWith('.test.ts'));
}

function vitest(folder: string): Outcome {
  const directory = mkdtempSync(path.join(tmpdir(), 'tlsense-'));
  try {
    const file = path.join(directory, 'result.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { status } = spawnSync('vitest', ['run', `test/${folder}/`, ...reporters], { stdio: 'inherit' });
    if (!existsSync(file)) return { passed: 0, failed: 1, note: `vitest did not run, exit code ${status}` };
    const result = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
    const total = result['numTotalTests'] ?? 0;
    const passed = result['numPassedTests'] ?? 0;
    // A file that could not be loaded has no tests to count, but vitest fails; a skipped test did not pass.
    const failed = Math.max(total - passed, status === 0 ? 0 : 1);
    return { passed, failed: failed + (total === 0 && status === 0 ? 1 : 0) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
