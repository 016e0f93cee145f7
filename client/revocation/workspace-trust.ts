import { commands, l10n, window, workspace } from 'vscode';

/** Says that the network stays unused while the person has not said to trust the workspace; resolves to whether so. */
export async function refuseUntrusted(
  why: string = l10n.t('In Restricted Mode TLSense does not use the network: whom to ask is written in the files.'),
): Promise<boolean> {
  if (workspace.isTrusted) return false;
  const manage = l10n.t('Manage Workspace Trust');
  if ((await window.showWarningMessage(why, manage)) === manage) {
    await commands.executeCommand('workbench.trust.manage');
  }
  return true;
}
