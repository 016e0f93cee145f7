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
  if (source.endsWith('.vsix')) {
    const args = ['--install-extension', resolve(source), '--extensions-dir', extensions];
    const data = ['--server-data-dir', join(extensions, '..', 'install-data'), '--accept-server-license-terms'];
    await execute(process.execPath, [editorProgram, ...args, ...data], { timeout: installLimitMs });
    const names = (await readdir(extensions, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const name = names.at(0)?.name;
    if (name === undefined) throw new Error(`${source} was installed, but there is nothing in ${extensions}`);
    return join(extensions, name);
  }
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
  const at = join(extensions, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  await symlink(resolve(source), at);
  return at;
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
