/**
 * The two extension hosts. The node host finds the extensions installed beside the server. The web worker host gets
 * them as vscode.dev gives them to it: from another origin, named in the page's configuration.
 */
import { createReadStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { calmSettings, type EditorServer, startEditorServer } from '../../scripts/setup/editor-server.ts';
import { type Switchboard, startSwitchboard } from './extension-host.ts';
import { addAgent, addExtension } from './extensions.ts';
import type { Look } from './test.ts';

export type HostKind = 'node' | 'web';

/** An editor with our extension in one of the two hosts, for any number of windows. */
export interface EditorHost {
  readonly server: EditorServer;
  readonly switchboard: Switchboard;
  /** Readies a browser context for windows of this editor, and the settings that they will start with. */
  prepare(context: BrowserContext, look: Pick<Look, 'isTrusted'>): Promise<void>;
  end(): Promise<void>;
}

/** Starts an editor; `extension` is a .vsix or a folder, `scratch` an empty folder for all that is written. */
export async function startHost(kind: HostKind, extension: string, scratch: string): Promise<EditorHost> {
  const staged = join(scratch, 'extensions');
  const product = await addExtension(extension, staged);
  const served = new Map([['product', product]]);
  const switchboard = await startSwitchboard((request, response, url) => serve(served, request, response, url));
  served.set('agent', await addAgent(switchboard.origin, staged));

  const home = join(scratch, 'home');
  await mkdir(home, { recursive: true });
  const settings = { ...calmSettings, 'window.autoDetectColorScheme': true };
  const server = await startEditorServer({
    data: join(scratch, 'editor'),
    extensions: kind === 'node' ? staged : join(scratch, 'no-extensions'),
    settings,
    // Not the person's own: neither git's nor any other program's configuration may change what a test sees.
    env: { HOME: home },
  }).catch((error) => {
    switchboard.close();
    throw error;
  });
  return {
    server,
    switchboard,
    async prepare(context, { isTrusted }) {
      server.writeSettings(isTrusted ? settings : { ...settings, ...restricted });
      await context.addCookies([{ name: 'vscode-tkn', value: server.token, url: server.origin }]);
      if (kind === 'web') await inject(context, server.origin, switchboard.origin, [...served.keys()]);
    },
    async end() {
      switchboard.close();
      await server.end();
    },
  };
}

/** As for who opens a folder of unknown origin, and does not answer yet. */
const restricted = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' };

/** Adds the extensions to the configuration that the page carries for the workbench. */
async function inject(context: BrowserContext, editor: string, from: string, names: readonly string[]): Promise<void> {
  const { host: authority } = new URL(from);
  const extensions = names.map((name) => ({ scheme: 'http', authority, path: `/${name}` }));
  const isPage = (url: URL) => url.origin === editor && url.pathname === '/';
  await context.route(isPage, async (route) => {
    const response = await route.fetch();
    const page = await response.text();
    const body = page.replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/, (_, start, text) => {
      const configuration = JSON.parse(text.replaceAll('&quot;', '"'));
      configuration.developmentOptions = { ...configuration.developmentOptions, extensions };
      return start + JSON.stringify(configuration).replaceAll('"', '&quot;');
    });
    await route.fulfill({ response, body });
  });
}

const types: Readonly<Record<string, string>> = {
  '.cjs': 'text/javascript',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

/** Serves the files of the extensions, each under its name. */
function serve(
  folders: ReadonlyMap<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
  { pathname }: URL,
): void {
  const [, name = '', ...rest] = decodeURIComponent(pathname).split('/');
  const folder = folders.get(name);
  const file = folder && normalize(join(folder, ...rest));
  if (!file?.startsWith(folder + sep)) return void response.writeHead(404).end();
  stat(file)
    .then((entry) => {
      if (!entry.isFile()) throw new Error('not a file');
      response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'text/plain', 'Content-Length': entry.size });
      if (request.method === 'HEAD') response.end();
      else createReadStream(file).pipe(response);
    })
    .catch(() => response.writeHead(404).end());
}
