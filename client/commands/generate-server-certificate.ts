import { l10n } from 'vscode';
import { authoritySteps } from '../issue/authority-steps.ts';
import { keyTypeStep } from '../issue/choice-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';
import { daysStep, keyPassphraseSteps, serverNameSteps } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.generateServerCertificate',
  task: 'server',
  title: () => l10n.t('Generate Server Certificate'),
  defaults: { days: '397', keyType: 'p256' },
  given: 'authority',
  steps: () => [
    ...authoritySteps('server', 'new'),
    ...serverNameSteps(),
    daysStep(),
    keyTypeStep(),
    ...keyPassphraseSteps(),
    folderStep(),
  ],
});
