import { resolve } from 'node:path';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import { writePem } from '../../core/pem/write-pem.ts';
import { fileFailureMessage } from '../file-failure.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { missing, uriOf } from '../targets.ts';

/** Far above any passphrase; a wrong file is said instead of used. */
const passphraseBytes = 4096;

export async function readInput(path: string, io: CliIo): Promise<Result<Uint8Array, CliFailure>> {
  const bytes = await io.host.files.read(uriOf(resolve(io.cwd, path)));
  if (bytes.ok) return bytes;
  const { error } = bytes;
  return failure(error.code === 'not-found' ? missing(path) : { error: fileFailureMessage(path, error) });
}

/** A PEM text; a binary certificate becomes one. */
export async function readPemInput(path: string, io: CliIo): Promise<Result<string, CliFailure>> {
  const bytes = await readInput(path, io);
  if (!bytes.ok) return bytes;
  // A DER certificate begins with a SEQUENCE whose length takes two octets; no text begins so.
  const isDer = bytes.value[0] === 0x30 && bytes.value[1] === 0x82;
  return success(isDer ? writePem('CERTIFICATE', bytes.value) : new TextDecoder().decode(bytes.value));
}

/** The first line of a file, as OpenSSL reads `-passin file:`. */
export function passphraseOf(bytes: Uint8Array, path: string): Result<string, CliFailure> {
  const text = bytes.length > passphraseBytes ? undefined : decode(bytes);
  if (text === undefined) return failure({ error: message('{path} holds no passphrase in UTF-8', { path }) });
  const [line = ''] = text.split(/\r?\n/, 1);
  if (line !== '') return success(line);
  return failure({
    error: message('the first line of {path} is empty', { path }),
    hint: message('The passphrase has to be its first line.'),
  });
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
