import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type FileExistsAnswer,
  type FileExistsParams,
  type ListFilesAnswer,
  type ListFilesParams,
  type ReadFileAnswer,
  type ReadFileParams,
  requests,
} from '../server/lsp/protocol.ts';

/** Lets the server see files where it cannot itself: virtual workspaces and the web. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest<ReadFileAnswer, void>(requests.readFile, readFile);
  client.onRequest(requests.listFiles, listFiles);
  client.onRequest(requests.fileExists, fileExists);
}

async function readFile({ uri: text, limitBytes }: ReadFileParams): Promise<ReadFileAnswer> {
  const uri = Uri.parse(text, true);
  try {
    const { size, type } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0) return { error: 'unreadable', reason: 'not a file' };
    if (size > limitBytes) return { error: 'too-large', bytes: size };
    return { content: toBase64(await workspace.fs.readFile(uri)) };
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return { error: 'not-found' };
    return { error: 'unreadable', reason: error instanceof FileSystemError ? error.code : 'failed' };
  }
}

async function fileExists({ uri }: FileExistsParams): Promise<FileExistsAnswer> {
  return workspace.fs.stat(Uri.parse(uri, true)).then(
    () => ({ exists: true }),
    () => ({ exists: false }),
  );
}

/** Walks the folders instead of searching: not every file system can be searched. */
async function listFiles({
  folder,
  skippedFolders,
  limitFiles,
  limitDepth,
}: ListFilesParams): Promise<ListFilesAnswer> {
  const skipped = new Set(skippedFolders);
  const uris: string[] = [];
  let level = [Uri.parse(folder, true)];
  for (let depth = 0; level.length > 0 && depth <= limitDepth; depth++) {
    const next: Uri[] = [];
    for (const at of level) {
      const entries = await workspace.fs.readDirectory(at).then(
        (found) => found,
        () => [],
      );
      for (const [name, type] of entries) {
        if (uris.length + next.length >= limitFiles) return { uris };
        // Links to folders lead in circles.
        if (type === FileType.Directory && !skipped.has(name)) next.push(Uri.joinPath(at, name));
        else if ((type & FileType.File) !== 0) uris.push(Uri.joinPath(at, name).toString());
      }
    }
    level = next;
  }
  return { uris };
}

/** In pieces: a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += 0x8000) pieces.push(String.fromCharCode(...bytes.subarray(i, i + 0x8000)));
  return btoa(pieces.join(''));
}
