import { l10n } from 'vscode';
import { authoritySteps } from '../issue/authority-steps.ts';
import { profileStep } from '../issue/choice-steps.ts';
import { fileSteps } from '../issue/file-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';
import { daysStep, textStep } from '../issue/text-steps.ts';

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
    textStep({
      field: 'commonName',
      prompt: l10n.t('Common name in place of the request’s; empty: the request’s'),
    }),
    textStep({
      field: 'names',
      check: 'requestNames',
      prompt: l10n.t('Alternative names in place of the request’s, separated by commas; empty: those that fit'),
    }),
    daysStep(),
    folderStep(l10n.t('The folder for the certificate')),
  ],
});
