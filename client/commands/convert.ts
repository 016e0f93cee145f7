import { l10n } from 'vscode';
import { choiceStep } from '../issue/choice-steps.ts';
import { filePassphraseStep, fileSteps, storePasswordStep } from '../issue/file-steps.ts';
import { issuanceCommand } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';

export const command = issuanceCommand({
  id: 'tlsense.convert',
  task: 'convert',
  title: () => l10n.t('Convert'),
  defaults: { to: 'pem' },
  given: 'any',
  steps: () => [
    ...fileSteps('any', l10n.t('The file to convert')),
    choiceStep('to', l10n.t('What to convert to'), [
      { value: 'pem', label: 'PEM', description: l10n.t('text, as most servers read it') },
      { value: 'der', label: 'DER', description: l10n.t('one object in binary, as Windows and Java read it') },
      { value: 'pkcs7', label: 'PKCS#7', description: l10n.t('several certificates in binary (.p7b)') },
      { value: 'jwk', label: 'JWK', description: l10n.t('a key as JSON (RFC 7517)') },
    ]),
    storePasswordStep(),
    filePassphraseStep(({ fields }) => fields.to === 'jwk'),
    folderStep(l10n.t('The folder for the converted file')),
  ],
});
