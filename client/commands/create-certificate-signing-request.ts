import { l10n } from 'vscode';
import { choiceStep, keyTypeStep, profileStep } from '../issue/choice-steps.ts';
import { privateKeySteps } from '../issue/file-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';
import { commonNameStep, keyPassphraseSteps, textStep } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.createCertificateSigningRequest',
  task: 'csr',
  title: () => l10n.t('Create Certificate Signing Request'),
  defaults: { keyType: 'p256', profile: 'server', newKey: true },
  steps: () => [
    profileStep(),
    commonNameStep(),
    textStep({
      field: 'names',
      check: 'requestNames',
      prompt: l10n.t('Subject alternative names, separated by commas, or none'),
      placeholder: 'example.com, 10.0.0.7, ada@example.com, spiffe://example.com/api',
    }),
    choiceStep('newKey', l10n.t('The private key'), [
      { value: true, label: l10n.t('Make a new private key') },
      { value: false, label: l10n.t('Use a private key that is there') },
    ]),
    ...privateKeySteps(l10n.t('The private key of the request'), ({ fields }) => fields.newKey === false),
    keyTypeStep(({ fields }) => fields.newKey !== false),
    ...keyPassphraseSteps(({ fields }) => fields.newKey !== false),
    folderStep(l10n.t('The folder for the request and its key')),
  ],
});
