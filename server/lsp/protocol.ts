/**
 * What client and server say to each other besides LSP. The one file of the server that the client imports, so it has
 * types and names only. Everything here crosses the pipe as JSON; bytes are base64.
 */

/** Requests of our own. Those of `client` are asked by the server and answered by the client. */
export const requests = {
  /** client: files that the server cannot read itself (virtual workspaces, the web). */
  readFile: 'tlsense/readFile',
  listFiles: 'tlsense/listFiles',
  fileExists: 'tlsense/fileExists',
  /** server */
  listCas: 'tlsense/listCas',
  issueClient: 'tlsense/issueClient',
} as const;

/** `initializationOptions`: all optional, so that any LSP client can start the server without them. */
export interface InitializationOptions {
  /** The contents of l10n/bundle.l10n.<language>.json. */
  readonly l10n?: Readonly<Record<string, string>>;
  /** Whether the client answers `readFile`, `listFiles` and `fileExists`. */
  readonly files?: boolean;
}

export interface ReadFileParams {
  readonly uri: string;
  /** Larger files are not sent. */
  readonly limitBytes: number;
}

export type ReadFileAnswer =
  | { readonly content: string }
  | { readonly error: 'not-found' }
  | { readonly error: 'too-large'; readonly bytes: number }
  | { readonly error: 'unreadable'; readonly reason: string };

export interface ListFilesParams {
  readonly folder: string;
  readonly limitFiles: number;
  readonly limitDepth: number;
}

export interface ListFilesAnswer {
  readonly uris: readonly string[];
}

export interface FileExistsParams {
  readonly uri: string;
}

export interface FileExistsAnswer {
  readonly exists: boolean;
}
