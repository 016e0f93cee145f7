import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type InitializeResult,
  ProposedFeatures,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  Position,
  Range,
  WorkspaceDocumentDiagnosticReport,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../../server/core/base/host.ts';
import { connectionOptions, inOneSpelling } from '../../server/lsp/file-uris.ts';
import type { InitializationOptions } from '../../server/lsp/protocol.ts';
import { startServer } from '../../server/lsp/server.ts';
import { fixtureTime } from './fixtures.ts';
import { memoryHost } from './memory-host.ts';

export const root = 'file:///workspace';

/** What VS Code says it can do, as far as this server asks. */
export const editorCapabilities = {
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    diagnostic: { dynamicRegistration: true, relatedInformation: true, codeDescriptionSupport: true },
    codeAction: {
      isPreferredSupport: true,
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
  },
};

export interface ClientOptions {
  /** The workspace: path to text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly now?: Date;
  /** In place of `now`, where time passes. */
  readonly clock?: () => Date;
  readonly capabilities?: object;
  readonly initializationOptions?: InitializationOptions;
  /** The `tlsense` section of the settings. */
  readonly settings?: object;
  /** The root certificates of the machine. */
  readonly roots?: Host['roots'];
  /** Milliseconds that a pull of a long text waits for its findings. */
  readonly patience?: number;
  /** In place of the clock that divides long work: one that runs ahead ends a piece with every step. */
  readonly elapsed?: () => number;
}

/** The real server over in-memory streams, with files in memory and the fixtures' clock. */
export async function startClient(options: ClientOptions = {}): Promise<LspClient> {
  const files = new Map(Object.entries(options.files ?? {}).map(([path, text]) => [uriOf(path), text]));
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const log: string[] = [];
  const client = new LspClient(
    createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)),
    files,
    log,
    options.settings ?? {},
  );
  // Message readers instead of streams: with those, the server would end this process when they end.
  startServer(
    createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
      connectionOptions,
    ),
    () =>
      memoryHost(files, {
        now: options.clock ?? (() => options.now ?? fixtureTime),
        log: (line) => void log.push(line),
        roots: options.roots,
        ...(options.elapsed && { elapsed: options.elapsed }),
      }),
    options.patience,
  );
  await client.initialize(options.capabilities ?? editorCapabilities, options.initializationOptions ?? {});
  return client;
}

/** An editor's side of the protocol. Paths are relative to the workspace. */
export class LspClient {
  readonly connection: ProtocolConnection;
  readonly files: Map<string, string>;
  readonly log: string[];
  /** What the server registered, requested or sent by itself. */
  readonly registrations: { readonly method: string; readonly registerOptions?: unknown }[] = [];
  readonly published = new Map<string, Diagnostic[]>();
  refreshes = 0;
  lensRefreshes = 0;
  settings: object;
  initializeResult: InitializeResult | undefined;
  readonly #open = new Map<string, TextDocument>();

  constructor(connection: ProtocolConnection, files: Map<string, string>, log: string[], settings: object) {
    this.connection = connection;
    this.files = files;
    this.log = log;
    this.settings = settings;
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    connection.onRequest('workspace/codeLens/refresh', () => {
      this.lensRefreshes++;
      return null;
    });
    connection.onRequest('client/registerCapability', ({ registrations }) => {
      this.registrations.push(...registrations);
      return null;
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message));
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      this.published.set(uri, diagnostics);
    });
    connection.listen();
  }

  async initialize(capabilities: object, initializationOptions: InitializationOptions): Promise<void> {
    this.initializeResult = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: 'workspace' }],
      capabilities,
      initializationOptions,
    });
    await this.connection.sendNotification('initialized', {});
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  /** Opens a document; a `$0` in the text is taken out and its position returned. */
  async open(path: string, marked: string, languageId = languageOf(path)): Promise<Position> {
    const at = marked.indexOf('$0');
    const text = at < 0 ? marked : marked.slice(0, at) + marked.slice(at + 2);
    const document = TextDocument.create(uriOf(path), languageId, 1, text);
    this.#open.set(path, document);
    const textDocument = { uri: document.uri, languageId, version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    return document.positionAt(Math.max(at, 0));
  }

  document(path: string): TextDocument {
    const document = this.#open.get(path);
    if (!document) throw new Error(`${path} is not open`);
    return document;
  }

  /** Replaces the first `from` by `to`, as typing does: one ranged change. */
  async edit(path: string, from: string, to: string): Promise<void> {
    const document = this.document(path);
    const start = document.getText().indexOf(from);
    if (start < 0) throw new Error(`${path} has no "${from}"`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + from.length) };
    const version = document.version + 1;
    const contentChanges = [{ range, text: to }];
    TextDocument.update(document, contentChanges, version);
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: document.uri, version },
      contentChanges,
    });
  }

  async close(path: string): Promise<void> {
    this.#open.delete(path);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(path) } });
  }

  /** Writes the stored file and says so, as a file watcher does. */
  async writeFile(path: string, text: string | undefined): Promise<void> {
    const uri = uriOf(path);
    const type = text === undefined ? 3 : this.files.has(uri) ? 2 : 1;
    if (text === undefined) this.files.delete(uri);
    else this.files.set(uri, text);
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  /** Once more after each refresh, until all is known. */
  async pull(path: string): Promise<readonly Diagnostic[]> {
    for (;;) {
      const { refreshes } = this;
      const report = await this.pullOnce(path);
      if (report.kind !== 'full') throw new Error('without a previous result id, nothing can be unchanged');
      if (report.resultId !== 'unfinished') return report.items;
      await eventually(() => this.refreshes > refreshes, 'a refresh');
    }
  }

  pullOnce(path: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.request('textDocument/diagnostic', {
      ...this.#at(path),
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  async pullWorkspace(
    previousResultIds: readonly { readonly uri: string; readonly value: string }[] = [],
  ): Promise<readonly WorkspaceDocumentDiagnosticReport[]> {
    const { items } = await this.request<{ items: WorkspaceDocumentDiagnosticReport[] }>('workspace/diagnostic', {
      previousResultIds,
    });
    return items;
  }

  async hover(path: string, position: Position): Promise<Hover | null> {
    return this.request<Hover | null>('textDocument/hover', { ...this.#at(path), position });
  }

  completions(path: string, position: Position): Promise<readonly CompletionItem[]> {
    return this.request<CompletionItem[]>('textDocument/completion', { ...this.#at(path), position });
  }

  async codeActions(path: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const context = { diagnostics: await this.pull(path), ...(only ? { only } : {}) };
    return this.request<CodeAction[]>('textDocument/codeAction', { ...this.#at(path), range, context });
  }

  /** The text of a document or file after a workspace edit. */
  textAfter(path: string, { documentChanges = [] }: WorkspaceEdit): string {
    const uri = uriOf(path);
    const open = this.#open.get(path);
    let document = TextDocument.create(uri, '', 0, open?.getText() ?? this.files.get(uri) ?? '');
    for (const change of documentChanges) {
      if (!('textDocument' in change) || change.textDocument.uri !== uri) continue;
      const edits = change.edits.filter((edit) => 'newText' in edit);
      document = TextDocument.create(uri, '', 0, TextDocument.applyEdits(document, edits));
    }
    return document.getText();
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }

  #at(path: string): { readonly textDocument: { readonly uri: string } } {
    return { textDocument: { uri: uriOf(path) } };
  }
}

export function uriOf(path: string): string {
  return inOneSpelling(`${root}/${path}`);
}

export function textOf(hover: Hover | null): string {
  const contents = hover?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

/** Until `holds` does; the server has its own pace. */
export async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`10 s passed without: ${what}`);
}

function languageOf(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  return { js: 'javascript', ts: 'typescript', py: 'python', conf: 'nginx', pem: 'pem' }[ending] ?? 'plaintext';
}
