import { type CodeAction, commands, l10n, window, workspace } from 'vscode';
import type { Command } from '../command.ts';

const kind = 'refactor.rewrite.tlsense';

/** The guideline's settings for the block at the cursor; the editor shows what changes before it does. */
export const command: Command = {
  id: 'tlsense.applyRecommendedSettings',
  async run() {
    const editor = window.activeTextEditor;
    if (!editor) return;
    const { document, selection } = editor;
    const found = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      selection,
      kind,
    );
    const edit = found?.find((action) => action.kind?.value === kind)?.edit;
    if (edit) await workspace.applyEdit(edit, { isRefactoring: true });
    else {
      void window.showInformationMessage(
        l10n.t(
          'There is nothing to change here. Put the cursor into a server of an nginx configuration that speaks TLS.',
        ),
      );
    }
  },
};
