import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { editorProgram } from './editor.ts';
import { findFreePort } from './free-port.ts';
import { startGroup } from './process-group.ts';

const startLimitMs = 60_000;

/** A running VS Code server: one editor window for each page that opens it. */
export interface EditorServer {
  readonly origin: string;
  /** Whoever opens the editor can run commands as this user, so the address holds a secret, even on 127.0.0.1. */
  readonly token: string;
  /** Writes the person's settings anew; windows that are opened from then on start with them. */
  writeSettings(settings: Readonly<Record<string, unknown>>): void;
  /** What the server has printed. */
  log(): string;
  end(): Promise<void>;
}

/** What an editor server is started with. */
export interface EditorServerOptions {
  /** A folder for everything it writes. */
  readonly data: string;
  /** A folder of unpacked extensions, read when it starts. */
  readonly extensions: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Settings for an editor that shows the workspace and nothing else. */
export const calmSettings: Readonly<Record<string, unknown>> = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  // As on the desktop; the browser's default saves by itself.
  'files.autoSave': 'off',
};

/** Starts a VS Code server on 127.0.0.1 and waits until it answers. */
export async function startEditorServer(options: EditorServerOptions): Promise<EditorServer> {
  const user = join(options.data, 'data', 'User');
  mkdirSync(user, { recursive: true });
  mkdirSync(options.extensions, { recursive: true });
  const writeSettings = (settings: Readonly<Record<string, unknown>>): void =>
    writeFileSync(join(user, 'settings.json'), JSON.stringify(settings, undefined, 2));
  writeSettings(options.settings);

  const port = await findFreePort(options.port);
  const token = randomBytes(16).toString('hex');
  const args = [
    editorProgram,
    ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
    ...['--server-data-dir', options.data, '--extensions-dir', options.extensions],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    // A closed page has no way back, so its extension host need not wait for it.
    ...['--reconnection-grace-time', '10'],
  ];
  const group = startGroup(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...cleanEnvironment(), ...options.env },
  });
  let log = '';
  for (const stream of [group.process.stdout, group.process.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
    });
  }
  const origin = `http://127.0.0.1:${port}`;
  const server: EditorServer = { origin, token, writeSettings, log: () => log, end: () => group.end() };
  const deadline = Date.now() + startLimitMs;
  while (!(await answers(origin))) {
    const failure = group.process.exitCode !== null ? 'ended' : Date.now() > deadline ? 'did not answer in time' : '';
    if (failure) {
      await group.end();
      throw new Error(`the VS Code server ${failure}; it printed:\n${log}`);
    }
    await sleep(100);
  }
  return server;
}

async function answers(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/version`)).ok;
  } catch {
    return false;
  }
}

/** Without what npm and an editor around us set for themselves: it would be inherited by the extensions and terminals. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|VSCODE_|ELECTRON_|NODE_OPTIONS$|INIT_CWD$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
