/**
 * Puts files in the place of those that have their names, all or none. Each is first written whole under a temporary
 * name, and then takes its own in one step, in the order given: at no moment is a name without its file, or a file torn.
 * Whatever fails, all that was there is back.
 *
 * Where the process is killed in between, the first files are new and the others old. Whoever names them puts those
 * first from which the others can be made again.
 */
import { randomBytes } from 'node:crypto';
import { constants, copyFile, link, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ReplaceFiles } from '../core/base/host.ts';
import { failure, success } from '../core/base/result.ts';
import { beside, isSystemError, removeFolders, type Step, takeAll, writeWhole } from './staged-file.ts';

export const replaceFiles: ReplaceFiles = async (files) => {
  const id = randomBytes(6).toString('hex');
  /** What takes back what was done, the newest first. */
  const undo: Step[] = [];
  /** The temporary names, which go either way. */
  const cleanUp: Step[] = [];
  /** The old files' other names, which go once the new files are in place. */
  const replaced: Step[] = [];
  const folders: Step[] = [];
  let isDone = false;
  let at = '';
  try {
    for (const file of files) {
      at = file.path;
      const folder = dirname(resolve(at));
      const firstMade = await mkdir(folder, { recursive: true });
      if (firstMade !== undefined) folders.unshift(() => removeFolders(folder, resolve(firstMade)));
      const temporary = beside(at, `new-${id}`);
      cleanUp.push(() => rm(temporary, { force: true }));
      await writeWhole(temporary, file);
    }
    for (const { path } of files) {
      at = path;
      const kept = beside(path, `old-${id}`);
      const isKept = await keep(path, kept);
      let isPlaced = false;
      undo.unshift(async () => {
        if (isKept) await (isPlaced ? rename(kept, path) : rm(kept, { force: true }));
        else if (isPlaced) await rm(path, { force: true });
      });
      if (isKept) replaced.push(() => rm(kept, { force: true }));
      await rename(beside(path, `new-${id}`), path);
      isPlaced = true;
    }
    isDone = true;
    return success(undefined);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return failure({ code: 'unwritable', path: at, reason: error.code });
  } finally {
    await takeAll([...(isDone ? replaced : undo), ...cleanUp, ...(isDone ? [] : folders)]);
  }
};

/** Gives a file a second name; false where there is no such file. */
async function keep(path: string, kept: string): Promise<boolean> {
  try {
    await link(path, kept);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return false;
    if ((await lstat(path)).isDirectory()) throw Object.assign(error, { code: 'EISDIR' });
    // A file system without hard links.
    await copyFile(path, kept, constants.COPYFILE_EXCL);
    return true;
  }
}
