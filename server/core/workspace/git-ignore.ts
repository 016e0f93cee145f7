import type { Files } from '../base/host.ts';
import type { GitStatus } from '../lint/facts.ts';
import { baseName, folderOf, foldersUpTo, join, relativePath, rootOf } from './paths.ts';

/** What git's ignore files say of one file. Patterns only (gitignore(5)): whether git tracks it already is not read. */
export async function readGitStatus(files: Files, uri: string): Promise<GitStatus> {
  const own = folderOf(uri);
  const folders = foldersUpTo(own, rootOf(uri));
  const ignoreFiles: { readonly folder: string; readonly text: string }[] = [];
  let repository: string | undefined;
  for (const folder of folders) {
    const read = await files.read(join(folder, '.gitignore'));
    if (read.ok) ignoreFiles.push({ folder, text: new TextDecoder().decode(read.value) });
    if ((await files.exists(join(folder, '.git/HEAD'))) || (await files.exists(join(folder, '.git')))) {
      repository = folder;
      break;
    }
  }
  if (repository === undefined && ignoreFiles.length === 0) return { state: 'no-repository' };
  // Loaded here: few files are private keys.
  const { default: ignore } = await import('ignore');
  // The nearest file that has something to say decides (gitignore(5), "PATTERN FORMAT").
  for (const { folder, text } of ignoreFiles) {
    const path = relativePath(folder, uri);
    if (!path) continue;
    const verdict = ignore().add(text).test(path);
    if (verdict.ignored) return { state: 'ignored' };
    if (verdict.unignored) break;
  }
  const nearest = ignoreFiles[0];
  const folder = nearest?.folder ?? repository ?? own;
  const before = nearest?.text ?? '';
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  const line = `/${relativePath(folder, uri) ?? baseName(uri)}`;
  const glue = before === '' || before.endsWith('\n') ? '' : newline;
  return {
    state: 'not-ignored',
    ignoreFile: join(folder, '.gitignore'),
    insertAt: before.length,
    text: `${glue}${line}${newline}`,
  };
}
