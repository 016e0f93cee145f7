import { l10n } from 'vscode';
import { authoritySteps } from '../issue/authority-steps.ts';
import { keyTypeStep } from '../issue/choice-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';
import { commonNameStep, daysStep, keyPassphraseSteps, textStep } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.generateClientCertificate',
  task: 'client',
  title: () => l10n.t('Generate Client Certificate'),
  defaults: { days: '90', keyType: 'p256' },
  given: 'authority',
  steps: () => [
    ...authoritySteps('client', 'new'),
    commonNameStep(undefined, 'api-client'),
    textStep({
      field: 'names',
      check: 'clientNames',
      prompt: l10n.t('Subject alternative names: e-mail addresses, DNS names and URIs, separated by commas, or none'),
      placeholder: 'ada@example.com, client.example.com, spiffe://example.com/api-client',
    }),
    daysStep(),
    keyTypeStep(),
    ...keyPassphraseSteps(),
    folderStep(),
  ],
});
