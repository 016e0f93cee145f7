import { l10n } from 'vscode';
import { authoritySteps } from '../issue/authority-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { textStep } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.refreshRevocationList',
  task: 'crl',
  title: () => l10n.t('Create or Refresh Revocation List'),
  defaults: { days: '30' },
  given: 'authority',
  steps: () => [
    ...authoritySteps('lists'),
    textStep({
      field: 'days',
      check: 'listDays',
      prompt: l10n.t('Days until the revocation list has to be refreshed'),
    }),
  ],
});
