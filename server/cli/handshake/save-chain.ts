import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { message } from '../../core/base/message.ts';
import { writePem } from '../../core/pem/write-pem.ts';
import type { Certificate } from '../../core/x509/types.ts';
import type { CliFailure, CliIo } from '../io.ts';

/** Keeps the chain in the order in which it was sent. Returns why it could not. */
export async function saveChain(
  chain: readonly Certificate[],
  file: string,
  overwrite: boolean,
  { cwd }: CliIo,
): Promise<CliFailure | undefined> {
  if (chain.length === 0) return { error: message('there is no chain to save in {file}', { file }) };
  const text = chain.map(({ der }) => writePem('CERTIFICATE', der)).join('');
  try {
    await writeFile(resolve(cwd, file), text, { flag: overwrite ? 'w' : 'wx' });
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') {
      return { error: message('{file} is there already', { file }), hint: message('Add --force to replace it.') };
    }
    return { error: message('{path} cannot be written: {reason}', { path: file, reason: code }) };
  }
}
