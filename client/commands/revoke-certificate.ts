import { l10n } from 'vscode';
import { authoritySteps } from '../issue/authority-steps.ts';
import { reasonStep } from '../issue/choice-steps.ts';
import { fileSteps } from '../issue/file-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { textStep } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.revokeCertificate',
  task: 'revoke',
  title: () => l10n.t('Revoke Certificate'),
  defaults: { reason: 'unspecified', days: '30' },
  given: 'certificate',
  steps: () => [
    ...fileSteps('certificate', l10n.t('The certificate to revoke')),
    ...authoritySteps('lists'),
    reasonStep(),
    textStep({
      field: 'days',
      check: 'listDays',
      prompt: l10n.t('Days until the revocation list has to be refreshed'),
    }),
  ],
});
