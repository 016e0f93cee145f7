import { l10n, Uri, workspace } from 'vscode';
import { requests } from '../../server/lsp/protocol.ts';
import type { Command } from '../command.ts';
import { runTest } from '../handshake/ask.ts';
import { show } from '../handshake/show.ts';
import { authoritySteps } from '../issue/authority-steps.ts';
import { type Issuance, issueWith } from '../issue/flow.ts';
import { folderStep } from '../issue/folder-step.ts';
import { serverNameSteps, textStep } from '../issue/text-steps.ts';
import { wire } from '../mutual-tls/wire.ts';

const issuance: Issuance = {
  task: 'mutualTls',
  title: () => l10n.t('Set Up Mutual TLS'),
  defaults: { commonName: 'localhost', names: 'localhost, 127.0.0.1, ::1', clientName: 'client' },
  given: 'authority',
  steps: () => [
    ...authoritySteps('server', 'new'),
    ...serverNameSteps(),
    textStep({ field: 'clientName', check: 'commonName', prompt: l10n.t('The name of the first client') }),
    folderStep(l10n.t('The folder for the certificates and their keys')),
  ],
};

/** CA, server, client, wire, prove. */
export const command: Command = {
  id: 'tlsense.setUpMutualTls',
  async run(services, file) {
    const written = await issueWith(issuance, services, file instanceof Uri ? file : undefined);
    const files = written?.mutualTls;
    if (!files) return;
    const certificate = Uri.parse(files.server.certificateUri, true);
    const folder = workspace.getWorkspaceFolder(certificate)?.uri ?? Uri.joinPath(certificate, '..');
    if (!(await wire(files, folder, services))) return;
    const title = l10n.t('Proving mutual TLS on this machine…');
    const outcome = await runTest(requests.proveMutualTls, { files }, title, services);
    if (outcome) await show(outcome, services);
  },
};
