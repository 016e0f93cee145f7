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

/** The only door to the outside. Everything the core needs of the machine comes in through it. */
export interface Host {
  readonly files: Files;
  /** WebCrypto: the same in Node, in a worker and in the browser. */
  readonly crypto: Crypto;
  now(): Date;
  log(line: string): void;
}
