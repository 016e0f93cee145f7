import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Host } from '../core/base/host.ts';
import type { Localize } from '../core/base/message.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import type { Answer } from './answer.ts';
import type { Documents } from './documents.ts';
import type { Places } from './places.ts';
import type { Refresh } from './refresh.ts';
import type { SettingsStore } from './settings-store.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** What the features share: one client's session. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientCapabilities;
  /** Whether the client has our commands, so that they may be offered. */
  readonly hasCommands: boolean;
  readonly host: Host;
  readonly workspace: Workspace;
  readonly documents: Documents;
  readonly places: Places;
  /** The files of the workspace that are not open. */
  readonly files: WorkspaceFiles;
  readonly settings: SettingsStore;
  readonly localize: Localize;
  readonly refresh: Refresh;
  /** Wraps every handler. */
  readonly answer: Answer;
  /** Resolves when the client is ready for requests and registrations. */
  readonly initialized: Promise<void>;
  /** Milliseconds after which a pull of a long text is answered without what is not known by then. */
  readonly patience: number;
  /** Resolves when the workspace's files have been read once. */
  readonly scanned: Promise<void>;
  /** URIs of the workspace folders. */
  readonly folders: readonly string[];
  setFolders(folders: readonly string[]): void;
}
