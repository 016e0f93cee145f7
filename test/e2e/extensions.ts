import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { editorProgram } from '../../scripts/setup/editor.ts';

const execute = promisify(execFile);
const installLimitMs = 60_000;

/**
 * Puts an extension into a folder of unpacked extensions: a .vsix is installed as a person would, a folder is linked.
 * Returns where it is.
 */
export async function addExtension(source: string, extensions: string): Promise<string> {
  await mkdir(extensions, { recursive: true });
  const folder = source.endsWith('.vsix')
    ? await install(resolve(source), join(extensions, '..', 'installed'))
    : source;
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const at = join(extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  await symlink(resolve(folder), at);
  return at;
}

/** Installs a .vsix into a folder of its own: the list of installed extensions there would hide what we add by hand. */
async function install(file: string, folder: string): Promise<string> {
  const args = ['--install-extension', file, '--extensions-dir', folder, '--server-data-dir', `${folder}-data`];
  const limit = { timeout: installLimitMs };
  await execute(process.execPath, [editorProgram, ...args, '--accept-server-license-terms'], limit);
  const entries = await readdir(folder, { withFileTypes: true });
  const installed = entries.find((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
  if (!installed) throw new Error(`${file} could not be installed`);
  return join(folder, installed.name);
}

/** Builds the agent (host-agent.ts) as an extension for both hosts. Returns where it is. */
export async function addAgent(switchboard: string, extensions: string): Promise<string> {
  const folder = join(extensions, 'tlsense-test.agent-0.0.1');
  await build({
    entryPoints: [fileURLToPath(new URL('host-agent.ts', import.meta.url))],
    outfile: join(folder, 'agent.cjs'),
    bundle: true,
    // The browser's, because one file runs in both hosts.
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    define: { switchboard: JSON.stringify(switchboard) },
    logLevel: 'warning',
  });
  const manifest = {
    name: 'agent',
    publisher: 'tlsense-test',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    main: './agent.cjs',
    browser: './agent.cjs',
    activationEvents: ['onStartupFinished'],
    capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
