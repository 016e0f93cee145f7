import {
  type ClientCapabilities,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { Files, Host } from '../core/base/host.ts';
import { localizer } from '../core/base/message.ts';
import { Workspace } from '../core/workspace/workspace.ts';
import { guarded, traceOf } from './answer.ts';
import { clientFiles, noFiles } from './client-files.ts';
import { Documents } from './documents.ts';
import { features } from './features/index.ts';
import { Places } from './places.ts';
import type { InitializationOptions } from './protocol.ts';
import { Refresh } from './refresh.ts';
import type { Session } from './session.ts';
import { SettingsStore } from './settings-store.ts';
import { Traffic } from './traffic.ts';
import { WorkspaceFiles } from './workspace-files.ts';

/** What the client lends the host. */
export interface ClientDoors {
  /** Files through the client; none where it does not offer them. */
  readonly files: Files;
  log(line: string): void;
}

/** How often it is looked whether a certificate expired meanwhile. */
const clockMilliseconds = 3_600_000;

/** A request takes 200 ms at most: as much again may go by in the pieces of work that stand around the answer. */
const patienceMilliseconds = 60;

/** Serves one client. The entry points differ only in the connection and the host they bring. */
export function startServer(
  connection: Connection,
  makeHost: (client: ClientDoors) => Host,
  patience = patienceMilliseconds,
): void {
  let session: Session | undefined;
  let markInitialized = () => {};
  const initialized = new Promise<void>((resolve) => {
    markInitialized = resolve;
  });
  let clock: ReturnType<typeof setInterval> | undefined;

  connection.onInitialize((params): InitializeResult => {
    session = makeSession(connection, params, makeHost, initialized, patience);
    for (const feature of features) feature.listen(session);
    return {
      capabilities: merged([
        { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } },
        ...features.map((feature) => feature.capabilities(params.capabilities)),
      ]),
      serverInfo: { name: 'TLSense' },
    };
  });
  connection.onInitialized(() => {
    markInitialized();
    clock = setInterval(() => session?.refresh.request(), clockMilliseconds);
  });
  connection.onShutdown(() => {
    clearInterval(clock);
    session?.refresh.stop();
  });
  connection.listen();
}

function makeSession(
  connection: Connection,
  params: InitializeParams,
  makeHost: (client: ClientDoors) => Host,
  initialized: Promise<void>,
  patience: number,
): Session {
  const client: ClientCapabilities = params.capabilities;
  const options: InitializationOptions = params.initializationOptions ?? {};
  const log = (line: string): void => connection.console.error(line);
  const host = makeHost({ files: options.files === true ? clientFiles(connection) : noFiles, log });
  const traffic = new Traffic();
  const isWatched = client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  const workspace = new Workspace(
    { elapsed: () => performance.now(), ...host, giveWay: (milliseconds) => traffic.giveWay(milliseconds) },
    isWatched,
  );
  const settings = new SettingsStore(connection, client, host.files, (byFolder) =>
    workspace.setTrustSettings(byFolder),
  );
  const documents = new Documents(host, workspace, settings);
  const refresh = new Refresh(async () => {
    await documents.readChanges();
    await workspace.compareKeys();
    return workspace.revision;
  });
  let folders: readonly string[] = [];

  const loadSettings = initialized.then(() => settings.load());
  const scanned = initialized
    .then(() => workspace.scan())
    .then(
      () => refresh.request(),
      (error) => log(`scan: ${traceOf(error)}`),
    );
  loadSettings.catch((error) => log(`settings: ${traceOf(error)}`));

  documents.onChange(() => refresh.requestIfChanged());
  documents.onClose((uri) => {
    session.files.changed(uri);
    const close = async (): Promise<void> => {
      if (await workspace.close(uri)) await session.files.prepared(uri);
      refresh.requestIfChanged();
    };
    close().catch((error) => log(`textDocument/didClose: ${traceOf(error)}`));
  });
  documents.listen(connection);

  const session: Session = {
    connection,
    client,
    hasCommands: options.commands === true,
    host,
    workspace,
    documents,
    places: new Places(documents, host.files),
    files: new WorkspaceFiles(host, workspace, settings),
    settings,
    localize: localizer(options.l10n),
    refresh,
    answer: guarded(log, traffic),
    initialized,
    patience,
    scanned,
    get folders() {
      return folders;
    },
    setFolders(given) {
      folders = given.map((uri) => uri.replace(/\/+$/, ''));
      workspace.setFolders(folders);
      settings.setFolders(folders);
      session.files.setFolders(folders);
    },
  };
  session.setFolders(foldersOf(params));
  return session;
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

/** Capabilities of all features in one; `workspace` has parts of several. */
function merged(all: readonly ServerCapabilities[]): ServerCapabilities {
  return Object.assign({}, ...all, { workspace: Object.assign({}, ...all.map(({ workspace }) => workspace)) });
}
