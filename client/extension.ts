import { commands, type ExtensionContext, type LogOutputChannel, l10n, window, workspace } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../server/lsp/protocol.ts';
import type { Command, Services } from './command.ts';
import { command as applyRecommendedSettings } from './commands/apply-recommended-settings.ts';
import { command as changeKeyPassphrase } from './commands/change-key-passphrase.ts';
import { command as checkRevocationOnline } from './commands/check-revocation-online.ts';
import { command as compareCertificates } from './commands/compare-certificates.ts';
import { command as convert } from './commands/convert.ts';
import { command as copyFromCertificate } from './commands/copy-from-certificate.ts';
import { command as createCertificateAuthority } from './commands/create-certificate-authority.ts';
import { command as createCertificateSigningRequest } from './commands/create-certificate-signing-request.ts';
import { command as exportAsPkcs12 } from './commands/export-as-pkcs12.ts';
import { command as generateClientCertificate } from './commands/generate-client-certificate.ts';
import { command as generateServerCertificate } from './commands/generate-server-certificate.ts';
import { command as openWithPassword } from './commands/open-with-password.ts';
import { command as refreshRevocationList } from './commands/refresh-revocation-list.ts';
import { command as renewCertificate } from './commands/renew-certificate.ts';
import { command as restartServer } from './commands/restart-server.ts';
import { command as revokeCertificate } from './commands/revoke-certificate.ts';
import { command as saveServerChain } from './commands/save-server-chain.ts';
import { command as setUpMutualTls } from './commands/set-up-mutual-tls.ts';
import { command as showAsText } from './commands/show-as-text.ts';
import { command as showOutput } from './commands/show-output.ts';
import { command as signCertificateSigningRequest } from './commands/sign-certificate-signing-request.ts';
import { command as testTlsHandshake } from './commands/test-tls-handshake.ts';
import { documentSelector } from './document-selector.ts';
import { answerFileRequests } from './files.ts';
import { Pages } from './pages.ts';
import { traceChannel } from './trace-channel.ts';
import { Viewer } from './viewer/viewer.ts';
import { CertificatesView } from './views/certificates.ts';

const allCommands: readonly Command[] = [
  applyRecommendedSettings,
  testTlsHandshake,
  setUpMutualTls,
  saveServerChain,
  changeKeyPassphrase,
  checkRevocationOnline,
  convert,
  createCertificateAuthority,
  createCertificateSigningRequest,
  exportAsPkcs12,
  generateClientCertificate,
  generateServerCertificate,
  openWithPassword,
  refreshRevocationList,
  renewCertificate,
  restartServer,
  revokeCertificate,
  showOutput,
  signCertificateSigningRequest,
  showAsText,
  compareCertificates,
  copyFromCertificate,
];

/** Everything the extension registers. The server starts by itself afterwards: nothing here waits for it. */
export function activateExtension(
  context: ExtensionContext,
  makeClient: (options: LanguageClientOptions) => BaseLanguageClient,
): void {
  const output = window.createOutputChannel('TLSense', { log: true });
  const client = makeClient(clientOptions(output));
  const pages = new Pages();
  const viewer = new Viewer(client);
  const services: Services = { client, output, pages, viewer };
  context.subscriptions.push(
    output,
    pages,
    viewer,
    new CertificatesView(client),
    // Stops the server.
    client,
    ...allCommands.map(({ id, run }) => commands.registerCommand(id, (...given: unknown[]) => run(services, ...given))),
  );
  answerFileRequests(client);
  void commands.executeCommand('setContext', 'tlsense.active', true);
  client.start().catch((error) => {
    output.error(error instanceof Error ? error : String(error));
    const show = l10n.t('Show Output');
    void window.showErrorMessage(l10n.t('The TLSense language server could not be started.'), show).then((chosen) => {
      if (chosen === show) output.show();
    });
  });
}

function clientOptions(output: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    files: true,
    commands: true,
    ...(l10n.bundle ? { l10n: l10n.bundle } : {}),
  };
  return {
    documentSelector: documentSelector(workspace.workspaceFolders ?? []),
    outputChannel: output,
    traceOutputChannel: traceChannel(output),
    // Links of cards: to what shows and copies, and changes nothing.
    markdown: { isTrusted: { enabledCommands: [copyFromCertificate.id, showAsText.id, compareCertificates.id] } },
    initializationOptions,
    diagnosticPullOptions: { onChange: true, onFocus: true },
  };
}
