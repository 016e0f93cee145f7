import type { Result } from './result.ts';

/** Why a file could not be read. */
export type FileFailure =
  | { readonly code: 'not-found' }
  | { readonly code: 'too-large'; readonly bytes: number }
  | { readonly code: 'unreadable'; readonly reason: string };

/** Files, addressed by URI string in every host. */
export interface Files {
  read(uri: string): Promise<Result<Uint8Array, FileFailure>>;
  /**
   * URIs of files below `folder` of which `accept` says yes to the name, and to the name of the folder they lie in; bounded
   * by `limits`, without node_modules and .git.
   */
  list(folder: string, accept: (name: string, inFolder: string) => boolean): Promise<readonly string[]>;
  exists(uri: string): Promise<boolean>;
  /** Absent, or undefined, where nobody knows: on Windows, in the web, and of what is not there. */
  permissions?(uri: string): Promise<FilePermissions | undefined>;
}

/** Who may do what with a file or folder (POSIX). */
export interface FilePermissions {
  /** The lower nine bits of the mode. */
  readonly mode: number;
  /** The user's number: 0 is root. */
  readonly owner: number;
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

/**
 * Puts files, by their absolute paths, in the place of what is there, all or none, and makes folders that are missing. Each
 * takes its name in one step, in the order given: killed in between, the first are new and the others old.
 */
export type ReplaceFiles = (
  files: readonly (Omit<FileToWrite, 'name'> & { readonly path: string })[],
) => Promise<Result<undefined, WriteFailure>>;

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

/** A TLS handshake with one server, without a byte of application data after it. */
export interface HandshakeRequest {
  readonly host: string;
  readonly port: number;
  /** For server_name (RFC 6066, section 3); the host where absent, nothing where that is an address. */
  readonly serverName?: string | undefined;
  readonly identity?:
    | { readonly certificatePem: string; readonly privateKeyPem: string; readonly passphrase?: string | undefined }
    | undefined;
  readonly limitMilliseconds: number;
}

/** What came to be seen of it. */
export interface HandshakeResult {
  /** Whether both sides finished, and the server did not take it back at once. */
  readonly completed: boolean;
  /** Why not: a code of the system or of OpenSSL, `too-slow`, or `closed`. */
  readonly refusal: string | undefined;
  readonly protocol: string | undefined;
  /** IANA's name of the cipher suite. */
  readonly suite: string | undefined;
  readonly group: string | undefined;
  readonly alpn: string | undefined;
  /** As it was sent, DER. */
  readonly chain: readonly Uint8Array[];
  /** Names of acceptable CAs, DER; undefined where no client certificate was asked for. */
  readonly authorities: readonly Uint8Array[] | undefined;
  /** Whether the server's part was seen to its end, so that what is missing was not sent. */
  readonly isWhole: boolean;
}

export type Handshake = (request: HandshakeRequest) => Promise<Result<HandshakeResult, { readonly reason: string }>>;

/**
 * A TLS server of our own on the loopback interface that lets in clients of the given CAs alone, until it is stopped:
 * to prove that certificates do what they were made for.
 */
export type LoopbackServer = (files: {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly trustAnchorsPem: string;
}) => Promise<Result<{ readonly port: number; readonly stop: () => Promise<void> }, { readonly reason: string }>>;

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
  readonly replaceFiles?: ReplaceFiles | undefined;
  /**
   * The network: for commands alone that have said what they would ask for, and whom, and were told to go on. Undefined
   * where answers cannot be read: in the web.
   */
  readonly fetch?: Fetch | undefined;
  /** As `fetch`: for commands alone. Undefined where there are no sockets: in the web. */
  readonly handshake?: Handshake | undefined;
  readonly loopbackServer?: LoopbackServer | undefined;
  /**
   * Resolves when nobody waits for an answer: long work asks between its pieces. It stands back so long for one request;
   * without a time, as long as is right for work that the request itself may wait for.
   */
  readonly giveWay?: ((milliseconds?: number) => Promise<void>) | undefined;
  /** Milliseconds since some moment. Absent where nobody waits while long work is done: it is not divided then. */
  readonly elapsed?: () => number;
  now(): Date;
  log(line: string): void;
}
