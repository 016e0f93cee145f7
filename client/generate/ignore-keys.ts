import { l10n, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { type IgnoreKeyAnswer, requests } from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';

/** Offers to keep new private keys out of git, where git would take them. */
export async function offerToIgnore(keys: readonly Uri[], services: Services): Promise<void> {
  const open = [];
  for (const key of keys) if ((await lineFor(key, services)).add) open.push(key);
  if (open.length === 0) return;
  const names = open.map((key) => workspace.asRelativePath(key)).join(', ');
  const add = l10n.t('Add to .gitignore');
  const question = l10n.t('Git does not ignore the new private key: {names}. It should not be committed.', { names });
  if ((await window.showWarningMessage(question, add, l10n.t('Not Now'))) !== add) return;
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
