import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Files } from '../core/base/host.ts';
import { connectionOptions } from '../lsp/file-uris.ts';
import { startServer } from '../lsp/server.ts';
import { nodeHost } from './host.ts';
import { encodeMessages } from './message-encoding.ts';
import { settle } from './settle.ts';

encodeMessages();

// The transport is the caller's choice: --stdio, --node-ipc, --socket or --pipe.
startServer(createConnection(ProposedFeatures.all, connectionOptions), ({ files, log }) => {
  settle();
  const machine = nodeHost({ log });
  return { ...machine, files: byScheme(machine.files, files) };
});

/** Files of this machine are read from its disk; those of other file systems (virtual workspaces) through the client. */
function byScheme(own: Files, client: Files): Files {
  const at = (uri: string): Files => (uri.startsWith('file:') ? own : client);
  return {
    read: (uri) => at(uri).read(uri),
    list: (folder, accept) => at(folder).list(folder, accept),
    exists: (uri) => at(uri).exists(uri),
    permissions: async (uri) => at(uri).permissions?.(uri),
  };
}
