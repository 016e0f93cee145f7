/**
 * `npm run package`: builds everything and packs the extension as dist/tlsense.vsix, or as the file that is named.
 * The dependencies are in the bundles, so none is packed. What goes in is listed in .vscodeignore.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const [output = 'dist/tlsense.vsix'] = process.argv.slice(2);

run('node', ['scripts/build.ts']);
rmSync(output, { force: true });
run('vsce', ['package', '--no-dependencies', '--out', output]);
console.log(`${output}: ${(statSync(output).size / 1000).toFixed(0)} kB`);

function run(program: string, args: readonly string[]): void {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (error) console.error(`error: ${program} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
