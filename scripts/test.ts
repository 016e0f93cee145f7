/**
 * `npm test`: sets up what is missing, runs every runner, and closes with one line, `N passed, N failed`, over all of
 * them.
 *
 *     npm test                          everything
 *     npm test -- unit protocol         some runners
 *     npm test -- unit/pem e2e/web      a part of one: paths below test/unit that contain "pem", one extension host
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUpPeers } from './setup/peers.ts';
import { countCommand } from './test/command.ts';
import { countCorpora } from './test/corpora.ts';
import { countEndToEnd, setUpEndToEnd } from './test/end-to-end.ts';
import { failure, type Outcome } from './test/outcome.ts';
import { countVitest } from './test/vitest.ts';

type Runner = (part: string) => Promise<Outcome>;

const scratch = mkdtempSync(join(tmpdir(), 'tlsense-test-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const vitest = (kind: string): Runner => {
  return (part) => countVitest(kind, part, scratch);
};
const runners: Readonly<Record<string, Runner>> = {
  tidy: vitest('tidy'),
  lint: () => countCommand('biome', ['check', '--error-on-warnings', '.']),
  types: () => countCommand('node', ['scripts/types.ts']),
  build: () => countCommand('node', ['scripts/build.ts']),
  unit: vitest('unit'),
  features: vitest('features'),
  protocol: vitest('protocol'),
  handshake: vitest('handshake'),
  corpora: (part) => countCorpora(part, scratch),
  e2e: (part) => countEndToEnd(part, scratch),
};
/** Those that need neither the peers nor the editor. */
const selfContained = ['tidy', 'lint', 'types', 'build'];

const asked = readArguments();
if ([...asked.keys()].some((name) => !selfContained.includes(name))) setUpPeers();
const inTheWay = asked.has('e2e') ? await setUpEndToEnd() : undefined;

const outcomes = new Map<string, Outcome>();
for (const [name, run] of Object.entries(runners)) {
  const part = asked.get(name);
  if (part === undefined) continue;
  console.log(`\n== ${name}`);
  const outcome = name === 'e2e' && inTheWay ? failure(inTheWay) : await run(part);
  for (const note of outcome.notes) console.log(`${name}: ${note}`);
  outcomes.set(name, outcome);
}

console.log('');
for (const [name, { passed, failed, notes }] of outcomes) {
  const reason =
    notes[0] === undefined ? '' : ` (${notes[0]}${notes.length > 1 ? `, and ${notes.length - 1} more` : ''})`;
  console.log(`${name}: ${passed} passed, ${failed} failed${reason}`);
}
const passed = sum((outcome) => outcome.passed);
const failed = sum((outcome) => outcome.failed);
console.log(`${passed} passed, ${failed} failed`);
// Nothing run is nothing shown.
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;

/** The runners asked for, each with the part of it that is wanted ('' for all of it). */
function readArguments(): ReadonlyMap<string, string> {
  const names = process.argv.slice(2);
  const wanted = names.length > 0 ? names : Object.keys(runners);
  const parts = new Map(
    wanted.map((argument) => {
      const [name = '', ...part] = argument.split('/');
      return [name, part.join('/')] as const;
    }),
  );
  const unknown = [...parts.keys()].filter((name) => !(name in runners));
  if (unknown.length === 0) return parts;
  console.error(`error: there is no runner "${unknown.join('", "')}"`);
  console.error(`hint: the runners are ${Object.keys(runners).join(', ')}`);
  process.exit(2);
}

function sum(count: (outcome: Outcome) => number): number {
  return [...outcomes.values()].reduce((total, outcome) => total + count(outcome), 0);
}
