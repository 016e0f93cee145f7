/**
 * `npm start`: sets up what is missing, builds, and opens a fresh copy of samples/, dated today, with the extension: in
 * desktop VS Code where there is a `code` command, otherwise in VS Code in the browser, at the address it prints.
 *
 *     npm start                 until Ctrl-C, which ends everything it started
 *     npm start -- --web        in the browser in any case
 *     npm start -- --smoke      in the browser, and ends as soon as the page answers
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findCommand, succeeds } from './setup/commands.ts';
import { setUpEditor } from './setup/editor.ts';
import { calmSettings, type EditorServer, startEditorServer } from './setup/editor-server.ts';
import { onStop } from './setup/process-group.ts';

const preferredPort = 8123;
const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { web: { type: 'boolean' }, smoke: { type: 'boolean' } } });

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'tlsense-start-')));
let server: EditorServer | undefined;
onStop(cleanUp);

if (!succeeds('node', ['scripts/build.ts', '--dev'], { cwd: root })) await fail('the extension could not be built');
const samples = join(scratch, 'samples');
await copySamples();
if (values.web || values.smoke || !openDesktop()) await openInBrowser();

/** A copy, so that fixes and new certificates can be tried without changing the repository. */
async function copySamples(): Promise<void> {
  const args = ['scripts/make-samples.ts', '--out', samples, '--now', new Date().toISOString()];
  const made = succeeds('node', args, { cwd: root });
  if (!made || !succeeds('git', ['init', '--quiet', samples])) await fail('the samples could not be copied');
}

/** Opens desktop VS Code; false when there is none, or when it refuses (as it does for root). */
function openDesktop(): boolean {
  if (!findCommand('code') || !succeeds('code', ['--new-window', `--extensionDevelopmentPath=${root}`, samples])) {
    return false;
  }
  console.log(`\nVS Code opens ${samples}, a copy that you may change and delete.`);
  return true;
}

async function openInBrowser(): Promise<void> {
  if (!setUpEditor('because there is no desktop VS Code (a "code" command) that could be used here')) {
    await fail('VS Code for the browser could not be installed', 'npm says why above');
  }
  const extensions = join(scratch, 'extensions');
  mkdirSync(extensions);
  // A link, so that reloading the window takes a new build.
  symlinkSync(root, join(extensions, 'tlsense.tlsense-0.0.0'));
  server = await startEditorServer({
    data: join(scratch, 'editor'),
    extensions,
    settings: { ...calmSettings, 'workbench.startupEditor': 'readme' },
    port: preferredPort,
  });
  const query = new URLSearchParams({ tkn: server.token, folder: samples });
  console.log(`\nOpen ${server.origin}/?${query}`);
  console.log('It shows a copy of the samples, which is removed at the end. Ctrl-C ends it.');
  if (values.smoke) await smoke(server);
}

async function smoke({ origin, token }: EditorServer): Promise<void> {
  const page = await fetch(`${origin}/?folder=${samples}`, { headers: { cookie: `vscode-tkn=${token}` } });
  if (!page.ok || !(await page.text()).includes('vscode-workbench-web-configuration')) {
    await fail(`the page answers ${page.status} ${page.statusText}`);
  }
  await cleanUp();
  console.log('The page answers.');
}

async function cleanUp(): Promise<void> {
  await server?.end();
  rmSync(scratch, { recursive: true, force: true });
}

async function fail(error: string, hint?: string): Promise<never> {
  console.error(`error: ${error}`);
  if (hint) console.error(`hint: ${hint}`);
  await cleanUp();
  process.exit(1);
}
