import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { message } from '../../core/base/message.ts';
import { writePem } from '../../core/pem/write-pem.ts';
import type { CliFailure, CliIo } from '../io.ts';
import type { Settled } from './report.ts';

/** Keeps the first answer that made the verdict. Returns why it could not. */
export async function saveAnswer(
  { verdict, answers }: Settled,
  file: string,
  overwrite: boolean,
  { cwd }: CliIo,
): Promise<CliFailure | undefined> {
  const fetched = answers[verdict.by[0] ?? -1]?.fetched;
  if (!fetched) return { error: message('there is no answer to save in {file}', { file }) };
  const contents = fetched.kind === 'list' ? writePem('X509 CRL', fetched.list.der) : fetched.bytes;
  try {
    const written = await open(resolve(cwd, file), overwrite ? 'w' : 'wx');
    try {
      await written.writeFile(contents);
    } finally {
      await written.close();
    }
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') {
      return {
        error: message('{file} is there already', { file }),
        hint: message('Add --force to replace it.'),
      };
    }
    return { error: message('{path} cannot be written: {reason}', { path: file, reason: code }) };
  }
}
