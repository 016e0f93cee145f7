import { l10n } from 'vscode';
import { requests } from '../../server/lsp/protocol.ts';
import type { Command } from '../command.ts';
import { askForTest, runTest } from '../handshake/ask.ts';
import { show } from '../handshake/show.ts';
import { refuseUntrusted } from '../revocation/workspace-trust.ts';

export const command: Command = {
  id: 'tlsense.testTlsHandshake',
  async run(services) {
    const off = l10n.t('In Restricted Mode TLSense does not use the network: testing handshakes is off.');
    if (await refuseUntrusted(off)) return;
    const params = await askForTest(services);
    if (!params) return;
    const title = l10n.t('Testing the handshake with {place}…', { place: params.place });
    const outcome = await runTest(requests.testHandshake, params, title, services);
    if (outcome) await show(outcome, services);
  },
};
