import { l10n } from 'vscode';
import { authoritySteps } from '../issue/authority-steps.ts';
import { keyTypeStep } from '../issue/choice-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';
import { commonNameStep, daysStep, keyPassphraseSteps, textStep } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.generateServerCertificate',
  task: 'server',
  title: () => l10n.t('Generate Server Certificate'),
  defaults: { days: '397', keyType: 'p256' },
  given: 'authority',
  steps: () => [
    ...authoritySteps('server', 'new'),
    commonNameStep(l10n.t('Common name: the host that the certificate is for'), 'localhost'),
    textStep({
      field: 'names',
      check: 'serverNames',
      prompt: l10n.t('DNS names and IP addresses that clients connect to, separated by commas; none: the common name'),
      placeholder: 'localhost, 127.0.0.1, *.example.com',
    }),
    daysStep(),
    keyTypeStep(),
    ...keyPassphraseSteps(),
    folderStep(),
  ],
});
