import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Host } from '../../core/base/host.ts';
import { connectionOptions } from '../../lsp/file-uris.ts';
import { startServer } from '../../lsp/server.ts';

/** Serves an editor over stdin and stdout; resolves when it says goodbye. */
export async function serve(host: Host): Promise<void> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout, connectionOptions);
  const ended = new Promise<void>((resolve) => connection.onExit(resolve));
  startServer(connection, ({ log }) => ({ files: host.files, crypto: host.crypto, now: () => host.now(), log }));
  await ended;
}
