import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import type { Files } from '../core/base/host.ts';
import { limits } from '../core/base/limits.ts';
import { message } from '../core/base/message.ts';
import { failure, type Result, success } from '../core/base/result.ts';
import { isConfigName } from '../core/config/find.ts';
import { settingsFileName } from '../core/lint/settings-file.ts';
import { isAnyCarrierName, isPkiName } from '../core/workspace/pki-file.ts';
import type { CliFailure } from './io.ts';

/** A file to check. */
export interface CheckTarget {
  readonly uri: string;
  /** The workspace folder it is looked at in. */
  readonly folder: string;
  /** Named itself, not found in a folder. */
  readonly named: boolean;
}

export interface CheckTargets {
  readonly files: readonly CheckTarget[];
  /** The workspace folders, also those without a file. */
  readonly folders: readonly string[];
  /** For each of them the topmost folder that relative paths in its files may start from. */
  readonly pathRoots: ReadonlyMap<string, string>;
}

/** The files that the paths of a command line mean; folders are searched for names that can concern us. */
export async function findTargets(
  paths: readonly string[],
  cwd: string,
  files: Files,
): Promise<Result<CheckTargets, CliFailure>> {
  const targets = new Map<string, CheckTarget>();
  const pathRoots = new Map<string, string>();
  for (const given of paths) {
    const path = resolve(cwd, given);
    const status = await stat(path).catch(() => undefined);
    if (!status) return failure(missing(given));
    const uri = uriOf(path);
    const folder = status.isDirectory() ? uri : uriOf(isBelow(path, cwd) ? cwd : dirname(path));
    if (!pathRoots.has(folder)) pathRoots.set(folder, uriOf(await pathRootOf(URI.parse(folder).fsPath, cwd)));
    if (status.isDirectory()) {
      const found = await files.list(uri, concerns);
      for (const file of found) if (!targets.has(file)) targets.set(file, { uri: file, folder, named: false });
    } else {
      targets.set(uri, { uri, folder, named: true });
    }
  }
  return success({ files: [...targets.values()], folders: [...pathRoots.keys()], pathRoots });
}

function concerns(name: string, folder: string): boolean {
  return isPkiName(name) || isConfigName(name, folder) || isAnyCarrierName(name) || name === settingsFileName;
}

/**
 * Programs are started in the folder of their project, which may lie above the one that is checked: up to the current
 * folder, and up to the top of the git repository.
 */
async function pathRootOf(folder: string, cwd: string): Promise<string> {
  let root = isBelow(folder, cwd) ? cwd : folder;
  let at = folder;
  for (let depth = 0; depth < limits.workspaceDepth; depth++) {
    if (await isThere(join(at, '.git'))) {
      if (isBelow(root, at)) root = at;
      break;
    }
    const above = dirname(at);
    if (above === at) break;
    at = above;
  }
  return root;
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export function missing(path: string): CliFailure {
  return {
    error: message('there is no file or folder {path}', { path }),
    hint: message('Paths are relative to the current folder.'),
  };
}

/** A file as people and programs read it: relative to the current folder where it lies below it, with forward slashes. */
export function displayName(uri: string, cwd: string): string {
  const path = URI.parse(uri).fsPath;
  return (isBelow(path, cwd) ? relative(cwd, path) : path).split(sep).join('/');
}

export function uriOf(path: string): string {
  return URI.file(path).toString();
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
