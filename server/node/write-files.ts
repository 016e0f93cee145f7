/**
 * Writes a set of files all or nothing. Each is first written whole under a temporary name in the same folder, with
 * its mode from the first octet on, so that no key is readable for a moment and no reader sees half a file. Then all
 * that have the names are moved aside, and only then the new ones are put in place. Whatever fails, the folder is left
 * as it was.
 *
 * Also where the process is killed in between: the names are then held by old files alone or by new files alone, so
 * that no new key stands beside an old certificate. What is missing is in the same folder under the temporary names,
 * `.new-ID.NAME` and `.old-ID.NAME` with the same ID for the whole set; the endings stay, so that what git ignores
 * (`*.key`) it ignores there too.
 */
import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { WriteFiles } from '../core/base/host.ts';
import { failure, success } from '../core/base/result.ts';
import { beside, isSystemError, removeFolders, type Step, takeAll, writeWhole } from './staged-file.ts';

export const writeFiles: WriteFiles = async (folder, files, { overwrite = false } = {}) => {
  if (!files.every(({ name }) => isPlainName(name))) throw new Error('a file name that is more than a name');
  const parent = resolve(folder);
  const targets = files.map(({ name }) => join(parent, name));
  const id = randomBytes(6).toString('hex');
  /** What takes back what was done, the newest first. */
  const undo: Step[] = [];
  /** The new files' temporary names, which go either way. */
  const cleanUp: Step[] = [];
  /** The old files, which go once the new ones are in place. */
  const replaced: string[] = [];
  let firstMade: string | undefined;
  let isDone = false;
  let at = parent;
  try {
    firstMade = await mkdir(parent, { recursive: true });
    const there = await existing(targets);
    if (there.length > 0 && !overwrite) return failure({ code: 'exists', paths: there });
    const staged: { readonly temporary: string; readonly target: string; readonly mode: number }[] = [];
    for (const file of files) {
      const target = join(parent, file.name);
      const temporary = beside(target, `new-${id}`);
      at = target;
      cleanUp.push(() => rm(temporary, { force: true }));
      await writeWhole(temporary, file);
      staged.push({ temporary, target, mode: file.mode });
    }
    const [only] = staged;
    if (only && staged.length === 1 && there.length === 1) {
      at = only.target;
      // One file is replaced in one step: its name never stands for nothing.
      await rename(only.temporary, only.target);
      isDone = true;
      return success(targets);
    }
    for (const target of there) {
      at = target;
      const kept = beside(target, `old-${id}`);
      await rename(target, kept);
      undo.unshift(() => rename(kept, target));
      replaced.push(kept);
      if ((await lstat(kept)).isDirectory()) return failure({ code: 'unwritable', path: target, reason: 'EISDIR' });
    }
    for (const { temporary, target, mode } of staged) {
      at = target;
      await place(temporary, target, mode, undo);
    }
    isDone = true;
    return success(targets);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'EEXIST' && targets.includes(at)) return failure({ code: 'exists', paths: [at] });
    return failure({ code: 'unwritable', path: at, reason: error.code });
  } finally {
    const steps = isDone ? replaced.map((kept) => () => rm(kept, { force: true })) : undo;
    steps.push(...cleanUp);
    if (!isDone && firstMade !== undefined) steps.push(() => removeFolders(parent, resolve(firstMade ?? parent)));
    await takeAll(steps);
  }
};

/** Gives a finished file its name; fails with EEXIST where the name is taken, even since a moment. */
async function place(temporary: string, target: string, mode: number, undo: Step[]): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if (!isSystemError(error) || error.code === 'EEXIST') throw error;
    // A file system without hard links: the name is claimed by an empty file first.
    const claim = await open(target, 'wx', mode);
    await claim.close();
    undo.unshift(() => rm(target, { force: true }));
    await rename(temporary, target);
    return;
  }
  undo.unshift(() => rm(target, { force: true }));
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const there = await Promise.all(
    paths.map((path) =>
      lstat(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return paths.filter((_, i) => there[i]);
}

function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name);
}
