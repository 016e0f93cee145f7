import { l10n, Uri, window, workspace } from 'vscode';
import type { RevocationAnswer } from '../../server/lsp/protocol.ts';

/** Keeps an answer as a file: a list in the workspace is asked from then on, offline. */
export async function saveAnswer({ kind, name, content }: RevocationAnswer['toSave'][number]): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: kind === 'list' ? l10n.t('Save Revocation List') : l10n.t('Save OCSP Response'),
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
  });
  if (!target) return;
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  try {
    await workspace.fs.writeFile(target, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await window.showErrorMessage(l10n.t('The file could not be written: {reason}', { reason }));
  }
}
