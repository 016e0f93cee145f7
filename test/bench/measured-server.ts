import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Position } from 'vscode-languageserver-protocol';
import { editorCapabilities } from '../support/lsp-client.ts';

/** What happened in the server since the last look. Milliseconds and bytes. */
export interface Look {
  /** The longest time that its event loop was held. */
  readonly longestCpu: number;
  readonly longestWall: number;
  readonly rss: number;
  readonly heapUsed: number;
  /** Of all its threads, since it started. */
  readonly cpu: number;
  /** Of the thread that answers, since it started. */
  readonly threadCpu: number;
}

const serverMain = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

interface Report {
  readonly resultId?: string;
  readonly items: readonly unknown[];
}

/** The bundled server as a process of its own, spoken to over stdio. */
export class MeasuredServer {
  readonly connection: ProtocolConnection;
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly log: string[] = [];
  #askAgain: () => void = () => {};

  /** `main` is another server to measure beside ours. */
  constructor(folder: string, main = serverMain) {
    this.#folder = folder;
    // As text that is JavaScript too: the loader of TypeScript would take time and memory of the process that is measured.
    const probe = readFileSync(new URL('event-loop-probe.ts', import.meta.url), 'utf8');
    this.#process = spawn(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(probe)}`, main, '--stdio'],
      {
        stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
      },
    );
    const { stdin, stdout } = this.#process as ChildProcess & { stdin: Writable; stdout: Readable };
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.#askAgain();
      return null;
    });
    this.connection.onRequest('workspace/codeLens/refresh', () => null);
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
    });
    this.connection.listen();
  }

  async start(): Promise<void> {
    const rootUri = this.uriOf('').replace(/\/$/, '');
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'bench' }],
      capabilities: editorCapabilities,
    });
    await this.connection.sendNotification('initialized', {});
  }

  async open(path: string, languageId: string, text = readFileSync(new URL(this.uriOf(path)), 'utf8')): Promise<void> {
    const textDocument = { uri: this.uriOf(path), languageId, version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** All problems of a text, which follow where they take longer than a request may. */
  async problems(uri: string): Promise<readonly unknown[]> {
    for (;;) {
      const askedAgain = new Promise<void>((resolve) => {
        this.#askAgain = resolve;
      });
      const { resultId, items } = await this.request<Report>('textDocument/diagnostic', { textDocument: { uri } });
      if (resultId !== 'unfinished') return items;
      await askedAgain;
    }
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  /** `position` is where something else comes into the place of `removed` characters. */
  async edit(path: string, version: number, position: Position, removed: number, text: string): Promise<void> {
    const range = { start: position, end: { ...position, character: position.character + removed } };
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uriOf(path), version },
      contentChanges: [{ range, text }],
    });
  }

  uriOf(path: string): string {
    return pathToFileURL(`${this.#folder}/${path}`).href;
  }

  look(): Promise<Look> {
    return new Promise((resolve) => {
      this.#process.once('message', (look: Look) => resolve(look));
      this.#process.send('look');
    });
  }

  stop(): void {
    this.connection.dispose();
    this.#process.kill();
  }
}
