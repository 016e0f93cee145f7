import { l10n, ProgressLocation, window } from 'vscode';
import type { Command } from '../command.ts';

export const command: Command = {
  id: 'tlsense.restartServer',
  async run({ client }) {
    const title = l10n.t('Restarting the TLSense language server…');
    await window.withProgress({ location: ProgressLocation.Window, title }, async () => {
      if (client.needsStop()) await client.stop();
      await client.start();
    });
  },
};
