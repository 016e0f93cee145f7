import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { connectionOptions } from '../lsp/file-uris.ts';
import { startServer } from '../lsp/server.ts';

/** The worker's own scope; `self` is typed as the wider WorkerGlobalScope. */
declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self), connectionOptions);
startServer(connection, ({ files, log }) => ({ files, crypto: self.crypto, now: () => new Date(), log }));
