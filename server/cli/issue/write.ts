import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { FileToWrite } from '../../core/base/host.ts';
import { message } from '../../core/base/message.ts';
import { failure, type Result, success } from '../../core/base/result.ts';
import type { CliFailure, CliIo } from '../io.ts';
import { writeFailure } from './failures.ts';

/** Writes files into a folder, all or none. Resolves to their paths as the person wrote the folder. */
export async function writeInto(
  folder: string,
  files: readonly FileToWrite[],
  overwrite: boolean,
  io: CliIo,
): Promise<Result<readonly string[], CliFailure>> {
  const { writeFiles } = io.host;
  if (!writeFiles) return failure({ error: message('files cannot be written here') });
  const written = await writeFiles(resolve(io.cwd, folder), files, { overwrite });
  if (!written.ok) return failure(writeFailure(written.error, (path) => asGiven(path, folder, io.cwd)));
  return success(files.map(({ name }) => join(folder, name)));
}

/** Puts files in the place of what is there, all or none. Resolves to their paths as they were given. */
export async function replaceAll(
  files: readonly (FileToWrite & { readonly folder: string })[],
  io: CliIo,
): Promise<Result<readonly string[], CliFailure>> {
  const { replaceFiles } = io.host;
  if (!replaceFiles) return failure({ error: message('files cannot be written here') });
  const given = new Map(files.map(({ folder, name }) => [resolve(io.cwd, folder, name), join(folder, name)]));
  const written = await replaceFiles(
    files.map(({ folder, name, contents, mode }) => ({ path: resolve(io.cwd, folder, name), contents, mode })),
  );
  if (!written.ok) return failure(writeFailure(written.error, (path) => given.get(path) ?? path));
  return success([...given.values()]);
}

/** Writes one file. */
export async function writeOne(
  path: string,
  file: Omit<FileToWrite, 'name'>,
  overwrite: boolean,
  io: CliIo,
): Promise<Result<readonly string[], CliFailure>> {
  return writeInto(dirname(path), [{ name: basename(path), ...file }], overwrite, io);
}

/** A path below the folder, written as the person wrote the folder. */
function asGiven(path: string, folder: string, cwd: string): string {
  const absolute = resolve(cwd, folder);
  return path.startsWith(absolute) && !isAbsolute(folder) ? join(folder, path.slice(absolute.length)) : path;
}
