import { l10n, type QuickPickItem, ThemeIcon, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { type IgnoreKeyAnswer, requests } from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';

/** Offers to keep new private keys out of git, where git would take them. */
export async function offerToIgnore(title: string, keys: readonly Uri[], services: Services): Promise<void> {
  const open = [];
  for (const key of keys) if ((await lineFor(key, services)).add) open.push(key);
  if (open.length === 0) return;
  const names = open.map((key) => workspace.asRelativePath(key)).join(', ');
  // Not a notification: it would be gone before the person has seen the certificate.
  const add: QuickPickItem = { label: l10n.t('Add to .gitignore'), iconPath: new ThemeIcon('add') };
  const leave: QuickPickItem = { label: l10n.t('Leave .gitignore as It Is'), iconPath: new ThemeIcon('dash') };
  const chosen = await window.showQuickPick([add, leave], {
    title,
    placeHolder: l10n.t('Git does not ignore the new private key: {names}', { names }),
    ignoreFocusOut: true,
  });
  if (chosen !== add) return;
  // One after the other: each line's place depends on the line before.
  for (const key of open) {
    const { add: line } = await lineFor(key, services);
    if (line) await insert(Uri.parse(line.uri, true), line.offset, line.text);
  }
}

function lineFor(key: Uri, { client }: Services): Promise<IgnoreKeyAnswer> {
  return client.sendRequest<IgnoreKeyAnswer>(requests.ignoreKey, { uri: key.toString() });
}

async function insert(file: Uri, offset: number, text: string): Promise<void> {
  const isThere = await workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  if (!isThere) await workspace.fs.writeFile(file, new Uint8Array());
  const document = await workspace.openTextDocument(file);
  const edit = new WorkspaceEdit();
  edit.insert(file, document.positionAt(offset), text);
  await workspace.applyEdit(edit);
  await document.save();
}
