import { l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import {
  type FileContents,
  requests,
  type WriteIssuanceAnswer,
  type WriteIssuanceParams,
  type WrittenIssuance,
} from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';
import { type FileStore, writeAll } from './write-all.ts';

/** Writes what was shown; undefined where the person keeps what is there, or it failed, which is said. */
export async function write(plan: number, services: Services): Promise<WrittenIssuance | undefined> {
  for (let overwrite = false; ; overwrite = true) {
    const params: WriteIssuanceParams = { plan, overwrite };
    const answer = await withProgress(() =>
      services.client.sendRequest<WriteIssuanceAnswer>(requests.writeIssuance, params),
    );
    if ('existing' in answer) {
      if (!(await mayReplace(answer.existing))) return undefined;
      continue;
    }
    if ('failure' in answer) {
      const { message, hint } = answer.failure;
      await window.showErrorMessage(message, { modal: true, ...(hint ? { detail: hint } : {}) });
      return undefined;
    }
    return (await writeHere(answer.value.toWrite)) ? answer.value : undefined;
  }
}

function withProgress<T>(work: () => Promise<T>): Promise<T> {
  const progress = { location: ProgressLocation.Notification, title: l10n.t('Writing…') };
  return Promise.resolve(window.withProgress(progress, work));
}

async function mayReplace(names: readonly string[]): Promise<boolean> {
  const replace = l10n.t('Replace');
  const question = l10n.t('There are files of these names already: {names}', { names: names.join(', ') });
  const detail = l10n.t('Replacing them cannot be undone. A replaced private key is lost.');
  return (await window.showWarningMessage(question, { modal: true, detail }, replace)) === replace;
}

/** Where the server could not write: virtual workspaces and the web. */
async function writeHere(files: readonly FileContents[]): Promise<boolean> {
  try {
    await writeAll(files, workspaceStore, `${crypto.randomUUID().slice(0, 8)}`);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await window.showErrorMessage(l10n.t('The files could not be written: {reason}', { reason }), { modal: true });
    return false;
  }
}

const workspaceStore: FileStore = {
  exists: async (uri) =>
    workspace.fs.stat(Uri.parse(uri, true)).then(
      () => true,
      () => false,
    ),
  write: async (uri, contents) =>
    workspace.fs.writeFile(
      Uri.parse(uri, true),
      Uint8Array.from(atob(contents), (character) => character.charCodeAt(0)),
    ),
  rename: async (from, to) => workspace.fs.rename(Uri.parse(from, true), Uri.parse(to, true), { overwrite: false }),
  remove: async (uri) => workspace.fs.delete(Uri.parse(uri, true)),
};
