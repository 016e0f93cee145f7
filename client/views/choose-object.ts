import { l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { ViewedObject } from '../../server/lsp/protocol.ts';

/** Lets the person choose where there are several. */
export async function chooseObject(
  objects: readonly ViewedObject[],
  title: string,
  placeHolder: string,
): Promise<ViewedObject | undefined> {
  if (objects.length < 2) return objects[0];
  const items = objects.map((object): QuickPickItem & { object: ViewedObject } => ({
    label: object.name,
    description: `${workspace.asRelativePath(Uri.parse(object.uri, true))} · ${object.title}`,
    object,
  }));
  const chosen = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return chosen?.object;
}

export async function sayNothingFound(): Promise<void> {
  await window.showInformationMessage(l10n.t('There is no certificate, request, revocation list or key here.'));
}
