/**
 * `npm start` and `npm test` begin here, on whatever Node the machine has (20 or newer).
 *
 *     node scripts/run.mjs NAME [ARGUMENT…]
 *
 * Installs the npm packages when they are missing or do not match the lockfile, then runs scripts/NAME.ts on the
 * Node 24 that is one of them: the scripts are TypeScript, which Node 20 cannot run.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const windows = process.platform === 'win32';
const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');
const node = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');
const [name, ...rest] = process.argv.slice(2);

installPackages();
ensureNode();

const child = spawn(node, [join(root, 'scripts', `${name}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH}` },
});
// Ctrl-C reaches the whole foreground group: the script decides how it ends, this process only waits for it.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(error.message));
child.on('exit', (code) => process.exit(code ?? 1));

function installPackages() {
  const stamp = join(modules, '.tlsense-lockfile');
  const lockfile = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfile) return;
  console.log('Setting up: npm packages for the build and the tests (about 500 MB on disk, half a minute, once).');
  // Below warnings: what npm warns of here (engines of tools that run on the Node 24 being installed) needs no action.
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    fail('npm could not install the packages', 'npm says why above; the first run needs the npm registry');
  }
  writeFileSync(stamp, lockfile);
}

function ensureNode() {
  if (nodeWorks()) return;
  // Where npm may not run install scripts, this one is still needed: it puts the binary of this platform in its place.
  run(process.execPath, ['installArchSpecificPackage.js'], join(modules, 'node'));
  if (!nodeWorks()) fail(`${node} does not run`, 'remove node_modules and try again');
}

function nodeWorks() {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0) >= 24;
}

function run(command, args, cwd = root) {
  // npm is a script on Windows, which only a shell starts.
  return spawnSync(command, args, { cwd, stdio: 'inherit', shell: windows && command === 'npm' }).status;
}

function fail(error, hint) {
  console.error(`error: ${error}`);
  if (hint) console.error(`hint: ${hint}`);
  process.exit(1);
}
