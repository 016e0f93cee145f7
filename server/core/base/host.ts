import type { Result } from './result.ts';

/** Why a file could not be read. */
export type FileFailure =
  | { readonly code: 'not-found' }
  | { readonly code: 'too-large'; readonly bytes: number }
  | { readonly code: 'unreadable'; readonly reason: string };

/** Files, addressed by URI string in every host. */
export interface Files {
  read(uri: string): Promise<Result<Uint8Array, FileFailure>>;
  /** URIs of files below `folder` whose name `accept` says yes to; bounded by `limits`, without node_modules and .git. */
  list(folder: string, accept: (name: string) => boolean): Promise<readonly string[]>;
  exists(uri: string): Promise<boolean>;
}

/** A file of a set that is written together. */
export interface FileToWrite {
  /** A plain name, without a folder. */
  readonly name: string;
  readonly contents: string | Uint8Array;
  /** POSIX permissions, from the first octet on: a private key is readable for its owner alone at every moment. */
  readonly mode: number;
}

/** Why nothing was written. */
export type WriteFailure =
  | { readonly code: 'exists'; readonly paths: readonly string[] }
  /** `reason` is the system's code, such as `EACCES`. */
  | { readonly code: 'unwritable'; readonly path: string; readonly reason: string };

/**
 * Writes all files into `folder`, or none; makes the folder where it is missing. Replaces nothing unless told to.
 * Resolves to the paths written, in the order of `files`.
 */
export type WriteFiles = (
  folder: string,
  files: readonly FileToWrite[],
  options?: { readonly overwrite?: boolean },
) => Promise<Result<readonly string[], WriteFailure>>;

/** One HTTP request, whole: nothing else is sent but what HTTP itself asks for. */
export interface FetchRequest {
  /** `http:` or `https:`. */
  readonly url: string;
  readonly accept: string;
  /** With it the request is a POST, without it a GET. */
  readonly content?: { readonly type: string; readonly body: Uint8Array };
  /** A longer answer is not read to its end. */
  readonly limitBytes: number;
  /** For the whole exchange, from the look-up of the name to the last octet. */
  readonly limitMilliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** Why nothing was fetched. */
export type FetchFailure =
  /** `reason` is the system's code, such as `ECONNREFUSED`, or a few words. */
  | { readonly code: 'failed'; readonly reason: string }
  | { readonly code: 'status'; readonly status: number }
  /** Never followed: `location` is an address that nobody agreed to. */
  | { readonly code: 'redirect'; readonly location: string }
  | { readonly code: 'too-large' | 'too-slow' | 'cancelled' };

/** Asks one address of the network, without cookies, credentials or caches. */
export type Fetch = (request: FetchRequest) => Promise<Result<Uint8Array, FetchFailure>>;

/** The only door to the outside. Everything the core needs of the machine comes in through it. */
export interface Host {
  readonly files: Files;
  /** WebCrypto: the same in Node, in a worker and in the browser. */
  readonly crypto: Crypto;
  /**
   * Root certificates in PEM: Mozilla's, as the runtime brings them along, or the machine's own. Undefined where there
   * are none to give: in the web.
   */
  readonly roots?: ((store: 'mozilla' | 'system') => Promise<readonly string[] | undefined>) | undefined;
  /** Undefined where a file's permissions cannot be set: in the web. The folder is a path of this machine. */
  readonly writeFiles?: WriteFiles | undefined;
  /**
   * The network: for commands alone that have said what they would ask for, and whom, and were told to go on. Undefined
   * where answers cannot be read: in the web.
   */
  readonly fetch?: Fetch | undefined;
  now(): Date;
  log(line: string): void;
}
