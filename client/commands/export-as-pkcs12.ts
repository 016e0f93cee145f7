import { l10n } from 'vscode';
import { choiceStep } from '../issue/choice-steps.ts';
import { fileSteps, privateKeySteps } from '../issue/file-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';
import { newPassphraseSteps } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.exportAsPkcs12',
  task: 'p12',
  title: () => l10n.t('Export as PKCS#12'),
  defaults: { mode: 'modern' },
  given: 'certificate',
  steps: () => [
    ...fileSteps('certificate', l10n.t('The certificate to export')),
    ...privateKeySteps(l10n.t('The private key of the certificate')),
    choiceStep('mode', l10n.t('Who opens the file'), [
      { value: 'modern', label: l10n.t('Current systems'), description: 'AES-256, SHA-256' },
      {
        value: 'compatible',
        label: l10n.t('Old systems too: Windows before 2019, older macOS and Java'),
        description: l10n.t('triple DES and SHA-1, which protect less'),
      },
    ]),
    ...newPassphraseSteps(l10n.t('The passphrase of the PKCS#12 file'), undefined, { isNeeded: true }),
    folderStep(l10n.t('The folder for the PKCS#12 file')),
  ],
});
