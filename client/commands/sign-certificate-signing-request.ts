import { l10n } from 'vscode';
import { authoritySteps } from '../issue/authority-steps.ts';
import { profileStep } from '../issue/choice-steps.ts';
import { fileSteps } from '../issue/file-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';
import { daysStep } from '../issue/text-steps.ts';

export const command = issuanceCommand({
  id: 'tlsense.signCertificateSigningRequest',
  task: 'sign',
  title: () => l10n.t('Sign Certificate Signing Request'),
  defaults: { profile: 'server', days: '90' },
  given: 'request',
  steps: () => [
    ...fileSteps('request', l10n.t('The certificate signing request')),
    profileStep(),
    ...authoritySteps('server'),
    daysStep(),
    folderStep(l10n.t('The folder for the certificate')),
  ],
});
