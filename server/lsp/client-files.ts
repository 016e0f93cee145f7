import type { Connection } from 'vscode-languageserver';
import type { FileFailure, Files } from '../core/base/host.ts';
import { limits } from '../core/base/limits.ts';
import { once } from '../core/base/once.ts';
import { failure, type Result, success } from '../core/base/result.ts';
import { skippedFolders } from '../core/base/skipped-folders.ts';
import { baseName, folderOf } from '../core/workspace/paths.ts';
import {
  type FileExistsAnswer,
  type FileExistsParams,
  type ListFilesAnswer,
  type ListFilesParams,
  type ReadFileAnswer,
  type ReadFileParams,
  requests,
} from './protocol.ts';

/** Files as the client sees them, in whatever file system the editor works on. */
export function clientFiles(connection: Connection): Files {
  return {
    async read(uri) {
      const params: ReadFileParams = { uri, limitBytes: limits.fileBytes };
      try {
        return await readAnswer(await connection.sendRequest<ReadFileAnswer>(requests.readFile, params));
      } catch (error) {
        return failure({ code: 'unreadable', reason: error instanceof Error ? error.message : String(error) });
      }
    },
    async list(folder, accept) {
      const params: ListFilesParams = {
        folder,
        skippedFolders: [...skippedFolders],
        limitFiles: limits.workspaceFiles,
        limitDepth: limits.workspaceDepth,
      };
      try {
        const { uris } = await connection.sendRequest<ListFilesAnswer>(requests.listFiles, params);
        return uris.filter((uri) => accept(baseName(uri), baseName(folderOf(uri))));
      } catch {
        return [];
      }
    },
    async exists(uri) {
      const params: FileExistsParams = { uri };
      try {
        return (await connection.sendRequest<FileExistsAnswer>(requests.fileExists, params)).exists;
      } catch {
        return false;
      }
    },
  };
}

/** For clients that do not offer their files: nothing is there. */
export const noFiles: Files = {
  read: async () => failure({ code: 'not-found' }),
  list: async () => [],
  exists: async () => false,
};

const loadBase64 = once(() => import('../core/pem/base64.ts'));

async function readAnswer(answer: ReadFileAnswer): Promise<Result<Uint8Array, FileFailure>> {
  if ('content' in answer) {
    const { decodeBase64 } = await loadBase64();
    const decoded = decodeBase64(answer.content, 0, answer.content.length);
    if ('bytes' in decoded) return success(decoded.bytes);
    return failure({ code: 'unreadable', reason: 'the client sent no valid base64' });
  }
  switch (answer.error) {
    case 'not-found':
      return failure({ code: 'not-found' });
    case 'too-large':
      return failure({ code: 'too-large', bytes: answer.bytes });
    case 'unreadable':
      return failure({ code: 'unreadable', reason: answer.reason });
  }
}
