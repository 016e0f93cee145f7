import { l10n } from 'vscode';
import { authoritySteps } from '../issue/authority-steps.ts';
import { choiceStep } from '../issue/choice-steps.ts';
import { fileSteps } from '../issue/file-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';
import { keyPassphraseSteps, textStep } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.renewCertificate',
  task: 'renew',
  title: () => l10n.t('Renew Certificate'),
  defaults: { newKey: false },
  given: 'certificate',
  steps: () => [
    ...fileSteps('certificate', l10n.t('The certificate to renew')),
    ...authoritySteps('client'),
    choiceStep('newKey', l10n.t('The private key'), [
      {
        value: false,
        label: l10n.t('Keep the private key'),
        description: l10n.t('whoever knows the key need not learn another'),
      },
      {
        value: true,
        label: l10n.t('Make a new private key'),
        description: l10n.t('of the same kind; the old one is replaced'),
      },
    ]),
    ...keyPassphraseSteps(({ fields }) => fields.newKey === true),
    textStep({
      field: 'days',
      prompt: l10n.t('Days that the certificate is valid; empty: as many as before'),
      checkAtEnd: (given) => (/^\s*\d{0,4}\s*$/.test(given) ? undefined : l10n.t('This is no number of days.')),
    }),
    folderStep(l10n.t('The folder for the renewed certificate')),
  ],
});
