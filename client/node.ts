import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateExtension } from './extension.ts';

/** The extension host of the desktop and of remote machines: the server is a process. */
export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath('dist/server/main.js');
  activateExtension(context, (options) => {
    const run = { module, transport: TransportKind.ipc };
    const debug = { ...run, options: { execArgv: ['--inspect=6009'] } };
    return new LanguageClient('tlsense', 'TLSense', { run, debug }, options);
  });
}
