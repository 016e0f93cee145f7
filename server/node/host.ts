import { hash } from 'node:crypto';
import { readFile as readFileThen } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { URI } from 'vscode-uri';
import type { FileFailure, Files, Host } from '../core/base/host.ts';
import { limits } from '../core/base/limits.ts';
import { failure, type Result, success } from '../core/base/result.ts';
import { skippedFolders } from '../core/base/skipped-folders.ts';
import { useDigests } from '../core/x509/digest.ts';

/** The one of node:fs/promises takes twice the time. */
const readFile = promisify(readFileThen);

export interface NodeHostOptions {
  /** The clock; the machine's own where absent. */
  readonly now?: () => Date;
  readonly log?: (line: string) => void;
}

/** OpenSSL's digests in one call: Node.js has it since 20.12. */
if (typeof hash === 'function') {
  useDigests({ sha256: (bytes) => hash('sha256', bytes), sha1: (bytes) => hash('sha1', bytes) });
}

/** The machine that Node runs on. */
export function nodeHost({ now = () => new Date(), log = () => {} }: NodeHostOptions = {}): Host {
  const writeFiles: Host['writeFiles'] = async (...given) => (await import('./write-files.ts')).writeFiles(...given);
  const replaceFiles: Host['replaceFiles'] = async (files) => (await import('./replace-files.ts')).replaceFiles(files);
  const fetch: Host['fetch'] = async (request) => (await import('./fetch.ts')).fetch(request);
  const roots: Host['roots'] = async (store) => (await import('./roots.ts')).readRoots(store, log);
  const handshake: Host['handshake'] = async (request) => (await import('./handshake/handshake.ts')).handshake(request);
  const loopbackServer: Host['loopbackServer'] = async (given) =>
    (await import('./handshake/loopback-server.ts')).startLoopbackServer(given);
  return {
    files: nodeFiles(log),
    crypto: globalThis.crypto,
    writeFiles,
    replaceFiles,
    fetch,
    handshake,
    loopbackServer,
    roots,
    now,
    log,
  };
}

function nodeFiles(log: (line: string) => void): Files {
  return {
    read: readUri,
    list: (folder, accept) => list(folder, accept, log),
    async exists(uri) {
      const path = pathOf(uri);
      if (path === undefined) return false;
      return access(path).then(
        () => true,
        () => false,
      );
    },
    async permissions(uri) {
      const path = pathOf(uri);
      // Windows has other permissions, of which Node.js makes up a mode.
      if (path === undefined || process.platform === 'win32') return undefined;
      return stat(path).then(
        ({ mode, uid }) => ({ mode: mode & 0o777, owner: uid }),
        () => undefined,
      );
    },
  };
}

async function readUri(uri: string): Promise<Result<Uint8Array, FileFailure>> {
  const path = pathOf(uri);
  if (path === undefined) return failure({ code: 'unreadable', reason: `not a file: ${uri}` });
  try {
    const status = await stat(path);
    // A pipe or a device named by a configuration must not hold the process up.
    if (!status.isFile()) return failure({ code: 'unreadable', reason: `${path} is not a regular file` });
    if (status.size > limits.fileBytes) return failure({ code: 'too-large', bytes: status.size });
    return success(await readFile(path));
  } catch (error) {
    return failure(fileFailure(error));
  }
}

function fileFailure(error: unknown): FileFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'not-found' };
  return { code: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
}

/**
 * Files below `folder`, in the order of their names. Links to folders are not followed, as git and grep do it: they lead
 * in circles or out of the workspace. Links to files are, for certificates are often linked into place.
 */
async function list(
  folder: string,
  accept: (name: string, inFolder: string) => boolean,
  log: (line: string) => void,
): Promise<readonly string[]> {
  const root = pathOf(folder);
  if (root === undefined) return [];
  const found: string[] = [];
  let folders = 0;
  let full = false;
  const walk = async (directory: string, depth: number): Promise<void> => {
    if (++folders > limits.workspaceFiles || depth > limits.workspaceDepth) {
      log(`${directory} is too deep or one folder too many: not looked into`);
      return;
    }
    const name = basename(directory);
    const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (full) return;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name)) await walk(path, depth + 1);
      } else if (accept(entry.name, name) && (entry.isFile() || (entry.isSymbolicLink() && (await isFile(path))))) {
        found.push(URI.file(path).toString());
        if (found.length < limits.workspaceFiles) continue;
        full = true;
        log(`${limits.workspaceFiles} files in ${basename(root)}: the rest is not looked at`);
      }
    }
  };
  await walk(root, 0);
  return found;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    () => false,
  );
}

function pathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}
