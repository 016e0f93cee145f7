import { execFileSync, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { createProtocolConnection, type ProtocolConnection } from 'vscode-languageserver-protocol/node';
import type { InitializationOptions } from '../../server/lsp/protocol.ts';
import { editorCapabilities } from './lsp-client.ts';

/** Before the tests of a file: the bundles are those of the sources. */
export function buildIfStale(): void {
  execFileSync('node', ['scripts/build.ts', '--if-stale']);
}

/** The server as it ships, in a process of its own that ends with the test. */
export async function startShippedServer(
  folder: string,
  initializationOptions?: InitializationOptions,
): Promise<{ readonly connection: ProtocolConnection; readonly uri: string }> {
  const child = spawn(process.execPath, [resolve('dist/server/main.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const connection = createProtocolConnection(child.stdout, child.stdin);
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.listen();
  const uri = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'workspace' }],
    capabilities: editorCapabilities,
    ...(initializationOptions && { initializationOptions }),
  });
  await connection.sendNotification('initialized', {});
  return { connection, uri };
}
