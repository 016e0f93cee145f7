import type { Files } from '../base/host.ts';
import type { FileAccess, GitStatus } from '../lint/facts.ts';
import { readGitStatus } from './git-ignore.ts';
import { isTracked } from './git-index.ts';
import { folderOf, foldersUpTo, rootOf } from './paths.ts';

/** What the rules ask about a file because it holds a private key. */
export interface KeyFile {
  readonly git: GitStatus;
  readonly access: FileAccess | undefined;
}

/** `gitFiles` may answer from memory; permissions are those of this moment. */
export async function readKeyFile(gitFiles: Files, files: Files, uri: string): Promise<KeyFile> {
  return { git: await readGitStatus(gitFiles, uri), access: await readAccess(gitFiles, files, uri) };
}

async function readAccess(gitFiles: Files, files: Files, uri: string): Promise<FileAccess | undefined> {
  const own = await files.permissions?.(uri);
  if (!own) return undefined;
  const { mode, owner } = own;
  const isReadableByAll = (mode & 0o004) !== 0 && (await isOpenToAll(files, uri));
  const isOpen = (mode & 0o077) !== 0;
  const isCheckedOut = isOpen && (await isTracked(gitFiles, uri)) !== false;
  return { mode, isOfRoot: owner === 0, isReadableByAll, isCheckedOut };
}

/** Whether everyone may pass through the folders above a file: each has to let them search it. */
async function isOpenToAll(files: Files, uri: string): Promise<boolean> {
  for (const folder of foldersUpTo(folderOf(uri), rootOf(uri))) {
    const permissions = await files.permissions?.(folder);
    if (permissions && (permissions.mode & 0o001) === 0) return false;
  }
  return true;
}
