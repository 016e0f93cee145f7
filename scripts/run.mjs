// Runs a script of this folder on the Node.js that the project pins, from whatever Node.js is installed (20 or newer,
// which cannot run TypeScript itself): installs the npm packages first where they are missing or not those of the lockfile.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stamp = path.join(root, 'node_modules/.tlsense-lockfile');
const wanted = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('Setting up: installing the npm packages (about 350 MB, once).');
  const installed = spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit' });
  if (installed.status !== 0) {
    console.error('error: npm could not install the packages\nhint: check the network, then run this again');
    process.exit(2);
  }
  writeFileSync(stamp, wanted);
}

const [script, ...args] = process.argv.slice(2);
const bin = path.join(root, 'node_modules/.bin');
const run = spawnSync(path.join(bin, 'node'), [path.join(root, `scripts/${script}.ts`), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
});
process.exit(run.status ?? 2);
