import { commands, l10n, Uri, window, workspace } from 'vscode';
import type { HandshakeOutcome } from '../../server/lsp/protocol.ts';
import type { Services } from '../command.ts';

/** The chain of the last server that was tested. */
let lastChain: Pick<HandshakeOutcome, 'chainPem' | 'chainName'> | undefined;

/** The report, and what may be done with it. */
export async function show(outcome: HandshakeOutcome, { pages }: Services): Promise<void> {
  await pages.showReport(outcome.title, outcome.markdown);
  const save = l10n.t('Save Server Chain to File…');
  lastChain = outcome.chainPem === '' ? undefined : outcome;
  await commands.executeCommand('setContext', 'tlsense.hasServerChain', lastChain !== undefined);
  const buttons = lastChain ? [save] : [];
  const shown = outcome.isFine
    ? window.showInformationMessage(outcome.sentence, ...buttons)
    : window.showWarningMessage(outcome.sentence, ...buttons);
  // Not waited for: it stays until the person has read the report.
  void shown.then((chosen) => (chosen === save ? saveChain() : undefined));
}

/** Keeps what the last server sent, in the order in which it sent it. */
export async function saveChain(): Promise<void> {
  if (!lastChain) {
    await window.showInformationMessage(l10n.t('No server was tested yet.'));
    return;
  }
  const { chainPem, chainName } = lastChain;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: l10n.t('Save Server Chain to File'),
    ...(folder ? { defaultUri: Uri.joinPath(folder, chainName) } : {}),
  });
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, new TextEncoder().encode(chainPem));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await window.showErrorMessage(l10n.t('The file could not be written: {reason}', { reason }));
    return;
  }
  await window.showTextDocument(target, { preview: false });
}
