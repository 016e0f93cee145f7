import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { Arguments, Options } from '../arguments.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { passphraseOf, readInput } from './input-files.ts';

/** Which passphrase: of what is written, of a private key that is read, of the CA's private key, of a key store. */
export type SecretName = 'passphrase' | 'key-passphrase' | 'ca-passphrase' | 'password';

/** A passphrase is never an argument: every user of the machine can read those. */
export function secretOptions(name: SecretName): Options {
  return { [`${name}-file`]: { value: true }, [`${name}-env`]: { value: true } };
}

/** Where `openssl` finds it, as it writes it itself (openssl-passphrase-options(1)); undefined where it asks. */
export function secretSource(name: SecretName, args: Arguments): string | undefined {
  const file = args.value(`${name}-file`);
  if (file !== undefined) return file === '-' ? 'stdin' : `file:${file}`;
  const variable = args.value(`${name}-env`);
  return variable === undefined ? undefined : `env:${variable}`;
}

/** The passphrase, from a file, from stdin (`-`) or from the environment; undefined where none is given. */
export async function readSecret(
  name: SecretName,
  args: Arguments,
  io: CliIo,
): Promise<Result<string | undefined, CliFailure>> {
  const file = args.value(`${name}-file`);
  const variable = args.value(`${name}-env`);
  if (file !== undefined && variable !== undefined) {
    return failure({
      error: message('{one} and {other} exclude each other', { one: `--${name}-file`, other: `--${name}-env` }),
    });
  }
  if (variable !== undefined) {
    const value = io.environment?.(variable);
    if (value !== undefined && value !== '') return success(value);
    return failure({ error: message('the environment has no {variable}', { variable }) });
  }
  if (file === undefined) return success(undefined);
  if (file === '-' && !io.stdin) return failure({ error: message('there is no stdin to read from') });
  const bytes = file === '-' && io.stdin ? success(await io.stdin()) : await readInput(file, io);
  return bytes.ok ? passphraseOf(bytes.value, file === '-' ? 'stdin' : file) : bytes;
}
