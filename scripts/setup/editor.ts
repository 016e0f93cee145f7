/**
 * VS Code for the browser: the VS Code server inside the npm package code-server, in test/e2e.
 *
 * Installed without install scripts, so it needs no compiler: of the native modules, the terminal, the file watcher and
 * ripgrep come as ready binaries, and the others (log files, proxy authentication) are optional at run time.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { succeeds } from './commands.ts';

const folder = fileURLToPath(new URL('../../test/e2e', import.meta.url));
const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');

/** The program of the VS Code server, once it is set up. */
export const editorProgram = join(vscode, 'out', 'server-main.js');

/** Installs the editor unless it is there; true when it is. */
export function setUpEditor(why: string): boolean {
  const stamp = join(folder, 'node_modules', '.tlsense-lockfile');
  const lockfile = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfile) return true;
  console.log(`Setting up: VS Code for the browser (about 630 MB on disk, one minute, once), ${why}.`);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const done =
    succeeds('npm', ['ci', ...quiet], { cwd: folder }) &&
    // What the package's own install script does. Not `npm ci`: the shrinkwrap file it ships is not complete.
    succeeds('npm', ['install', '--omit=dev', ...quiet], { cwd: vscode }) &&
    succeeds('npm', ['install', '--omit=dev', ...quiet], { cwd: join(vscode, 'extensions') });
  if (done) writeFileSync(stamp, lockfile);
  return done;
}
