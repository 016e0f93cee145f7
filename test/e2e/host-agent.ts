/**
 * The extension that runs beside ours in both extension hosts, and does there what a test asks for (extension-host.ts is
 * the other end). The whole `vscode` API is its caller's, real dialogs included, which the editor's own test mode refuses.
 */
import * as vscode from 'vscode';
import type { Call, Outcome } from './extension-host.ts';

/** Where to ask: filled in when this file is bundled. */
declare const switchboard: string;

export function activate(): void {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.path;
  if (folder) void serve(`${switchboard}/agent?folder=${encodeURIComponent(folder)}`);
}

async function serve(address: string): Promise<void> {
  for (;;) {
    // Waits until there is something to do; the other end hangs up when the test run is over.
    const response = await fetch(address).catch(() => undefined);
    if (!response?.ok) return;
    const outcome = await run((await response.json()) as Call);
    await fetch(address, { method: 'POST', body: JSON.stringify(outcome) });
  }
}

async function run({ id, source, args }: Call): Promise<Outcome> {
  try {
    const body = new Function(`return (${source})`)() as (api: typeof vscode, ...args: readonly unknown[]) => unknown;
    return { id, value: await body(vscode, ...args) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
