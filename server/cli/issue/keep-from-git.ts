import { fileURLToPath } from 'node:url';
import { message } from '../../core/base/message.ts';
import { readGitStatus } from '../../core/workspace/git-ignore.ts';
import type { Arguments } from '../arguments.ts';
import type { CliIo } from '../io.ts';
import { displayName, uriOf } from '../targets.ts';
import { writeOne } from './write.ts';

/** New private keys that git would take: with `--git-ignore` they are added to .gitignore, else the person is told. */
export async function keepFromGit(paths: readonly string[], args: Arguments, io: CliIo): Promise<readonly string[]> {
  const said: string[] = [];
  for (const path of paths) {
    const status = await readGitStatus(io.host.files, uriOf(path));
    if (status.state !== 'not-ignored') continue;
    const { ignoreFile, insertAt, text } = status;
    const file = displayName(ignoreFile, io.cwd);
    const line = text.trim();
    if (!args.has('git-ignore')) {
      const note = message('git does not ignore the new private key: add {line} to {file}, or give --git-ignore.', {
        line,
        file,
      });
      said.push(`note: ${io.localize(note)}`);
      continue;
    }
    const read = await io.host.files.read(ignoreFile);
    const before = read.ok ? new TextDecoder().decode(read.value) : '';
    const contents = before.slice(0, insertAt) + text + before.slice(insertAt);
    const written = await writeOne(fileURLToPath(ignoreFile), { contents, mode: 0o644 }, true, io);
    const done = written.ok
      ? message('{file} now has {line}: git ignores the new private key.', { line, file })
      : written.error.error;
    said.push(`note: ${io.localize(done)}`);
  }
  return said;
}
