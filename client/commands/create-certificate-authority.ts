import { l10n } from 'vscode';
import { authoritySteps } from '../issue/authority-steps.ts';
import { keyTypeStep } from '../issue/choice-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';
import { commonNameStep, daysStep, newPassphraseSteps, textStep } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.createCertificateAuthority',
  task: 'ca',
  title: () => l10n.t('Create Certificate Authority'),
  defaults: { days: '3650', keyType: 'p256', pathLength: '0' },
  given: 'authority',
  steps: () => [
    ...authoritySteps('intermediate', 'itself'),
    commonNameStep(l10n.t('The name of the certificate authority'), 'Example CA'),
    textStep({
      field: 'permitted',
      check: 'permitted',
      prompt: l10n.t('What it may issue for, separated by commas; nothing: for everything'),
      placeholder: 'example.com, 10.0.0.0/8, @example.com',
    }),
    textStep({
      field: 'pathLength',
      check: 'pathLength',
      prompt: l10n.t('How many certificate authorities may follow below it'),
    }),
    daysStep(),
    keyTypeStep(),
    ...newPassphraseSteps(
      l10n.t('A passphrase that encrypts the private key of the CA, or none'),
      l10n.t('Without one, whoever can read the file can issue certificates'),
    ),
    folderStep(),
  ],
});
