import type { Host } from '../core/base/host.ts';
import type { Localize, Message } from '../core/base/message.ts';
import { visible } from '../core/base/visible.ts';

/** Everything a command has of the terminal and the machine. */
export interface CliIo {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Whether a person looks at stdout: colour is for them alone. */
  readonly isTerminal: boolean;
  readonly cwd: string;
  readonly host: Host;
  readonly localize: Localize;
  /** A variable of the environment; absent where there is none. */
  readonly environment?: (name: string) => string | undefined;
  /** All of stdin; absent where there is none. */
  readonly stdin?: () => Promise<Uint8Array>;
}

export interface CliCommand {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: Message;
  /** The page that `--help` shows. */
  readonly usage: Message;
  /** `args` are the words after the command's name. Resolves to the exit code: see `exitCode`. */
  run(args: readonly string[], io: CliIo): Promise<number>;
}

export const exitCode = {
  clean: 0,
  /** Findings at or above the threshold. */
  findings: 1,
  /** A wrong call, or something that could not be done. */
  failure: 2,
} as const;

/** Why a command could not do what it was asked for, and what to do about it. */
export interface CliFailure {
  readonly error: Message;
  readonly hint?: Message;
}

/** Says on stderr what went wrong; returns the exit code for it. */
export function fail(io: CliIo, { error, hint }: CliFailure): number {
  // One line, whatever the name of a file or a setting holds.
  io.stderr(`error: ${visible(io.localize(error))}\n`);
  if (hint) io.stderr(`hint: ${io.localize(hint)}\n`);
  return exitCode.failure;
}
