import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { startServer } from '../lsp/server.ts';

/** The worker's own scope; `self` is typed as the wider WorkerGlobalScope. */
declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
startServer(connection, ({ files, log }) => ({ files, crypto: self.crypto, now: () => new Date(), log }));
