import { l10n } from 'vscode';
import { filePassphraseStep, fileSteps } from '../issue/file-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { newPassphraseSteps } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.changeKeyPassphrase',
  task: 'passphrase',
  title: () => l10n.t('Change Key Passphrase'),
  given: 'private-key',
  steps: () => [
    ...fileSteps('private-key', l10n.t('The private key')),
    filePassphraseStep(),
    ...newPassphraseSteps(
      l10n.t('The new passphrase; empty: the key is left unencrypted'),
      l10n.t('Leave it empty for a key that programs can read by themselves'),
    ),
  ],
});
